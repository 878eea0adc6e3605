// SPDX-License-Identifier: GPL-3.0-or-later
// sources/async/examples/watch.cpp, as far as QCoro goes: its queue has no bound.
#include <QCoreApplication>
#include <QDir>
#include <QFileSystemWatcher>
#include <cstdio>
#include <qcoroasyncgenerator.h>
#include <qcorosignal.h>
#include <qcorotask.h>

static QCoro::Task<> watch(QString folder, quint64 count)
{
    QFileSystemWatcher watcher({folder});
    auto changes = qCoroSignalListener(&watcher, &QFileSystemWatcher::directoryChanged);
    std::puts("watching");
    auto it = co_await changes.begin();
    while (it != changes.end()) {
        const QString changed = std::get<0>(*it);
        std::printf("%s: %lld files\n", qPrintable(changed), qint64(QDir(changed).entryList(QDir::Files).size()));
        if (--count == 0)
            break;
        co_await ++it;
    }
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const QStringList given = QCoreApplication::arguments();
    watch(given.value(1, QStringLiteral(".")), given.value(2, QStringLiteral("1000000")).toULongLong());
    return QCoreApplication::exec();
}
