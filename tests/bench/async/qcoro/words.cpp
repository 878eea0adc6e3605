// SPDX-License-Identifier: GPL-3.0-or-later
// sources/async/examples/words.cpp, as far as QCoro goes.
#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <cstdio>
#include <qcorotask.h>
#include <qcorothread.h>
#include <stdexcept>

static qint64 countWords(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(file.errorString().toStdString());
    return file.readAll().simplified().split(' ').size();
}

static QCoro::Task<> words(QThread *home, QThread *thread, QString path)
{
    qint64 number = 0;
    QByteArray problem;
    co_await QCoro::moveToThread(thread);
    try {
        number = countWords(path);
    } catch (const std::exception &error) {
        problem = error.what();
    }
    co_await QCoro::moveToThread(home);
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", problem.constData());
        QCoreApplication::exit(1);
        co_return;
    }
    std::printf("%lld words\n", number);
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QThread worker;
    worker.start();
    words(QThread::currentThread(), &worker, QCoreApplication::arguments().value(1));
    const int code = QCoreApplication::exec();
    worker.quit();
    worker.wait();
    return code;
}
