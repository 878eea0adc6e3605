// SPDX-License-Identifier: MIT
// Prints each change of a folder's files, by the signals of a QFileSystemWatcher: watch FOLDER [COUNT]
#include <livebelt/async/Scope.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/operators/Take.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileSystemWatcher>
#include <QTimer>
#include <cstdio>

using namespace livebelt::async;

static Task<void> watch(QString folder, quint64 count)
{
    QFileSystemWatcher watcher({folder});
    auto changes = signalsOf(&watcher, &QFileSystemWatcher::directoryChanged) | take(count);
    std::puts("watching");
    while (auto changed = co_await changes.next())
        std::printf("%s: %lld files\n", qPrintable(*changed), qint64(QDir(*changed).entryList(QDir::Files).size()));
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QStringList given = QCoreApplication::arguments();
    Scope scope;
    const QString folder = given.value(1, QStringLiteral("."));
    const quint64 count = given.value(2, QStringLiteral("1000000")).toULongLong();
    QTimer::singleShot(0, [&] { scope.spawn(watch(folder, count)); }); // from the event loop, which it ends
    return QCoreApplication::exec();
}
