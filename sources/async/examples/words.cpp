// SPDX-License-Identifier: MIT
// Counts the words of a file on another thread, and prints the number on this one: words FILE
#include <livebelt/async/Scope.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <cstdio>

using namespace livebelt::async;

static qint64 countWords(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(file.errorString().toStdString());
    return file.readAll().simplified().split(' ').size();
}

static Task<void> words(QObject *thread, QString path)
{
    auto count = [path] { return countWords(path); };
    const qint64 number = co_await onThread(thread, count); // counted there
    std::printf("%lld words\n", number);                    // back here
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Worker worker(QStringLiteral("counter"));
    Scope scope;
    scope.onFailure([](std::exception_ptr error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &reason) {
            std::fprintf(stderr, "%s\n", reason.what());
        }
        QCoreApplication::exit(1);
    });
    const QString path = QCoreApplication::arguments().value(1);
    QTimer::singleShot(0, [&] { scope.spawn(words(worker.context(), path)); }); // from the event loop, which it ends
    return QCoreApplication::exec();
}
