// SPDX-License-Identifier: GPL-3.0-or-later
// sources/async/examples/clock.cpp, as far as QCoro goes: its beats drift, and say nothing of their lateness.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>
#include <cstdio>
#include <qcorotask.h>
#include <qcorotimer.h>

static QCoro::Task<> clock(int count, std::chrono::milliseconds interval)
{
    QElapsedTimer since;
    since.start();
    QTimer timer;
    timer.start(interval);
    for (int i = 0; i < count; ++i) {
        co_await timer;
        std::printf("%d: %lld us late\n", i, since.nsecsElapsed() / 1000 - (i + 1) * qint64(interval.count()) * 1000);
    }
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList given = QCoreApplication::arguments();
    clock(given.value(1, QStringLiteral("10")).toInt(),
          std::chrono::milliseconds(given.value(2, QStringLiteral("1000")).toInt()));
    return QCoreApplication::exec();
}
