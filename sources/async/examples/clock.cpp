// SPDX-License-Identifier: MIT
// Says how late each beat of a clock comes: clock [COUNT [MILLISECONDS]]
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Take.h>

#include <QCoreApplication>
#include <QStringList>
#include <QTimer>
#include <cstdio>

using namespace livebelt::async;

static Task<void> clock(int count, std::chrono::milliseconds interval)
{
    auto beats = every(interval) | take(quint64(count));
    while (auto beat = co_await beats.next())
        std::printf("%llu: %lld us late\n", beat->number, qint64(beat->lateness.count() / 1000));
    QCoreApplication::quit();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList given = QCoreApplication::arguments();
    Scope scope;
    const int count = given.value(1, QStringLiteral("10")).toInt();
    const std::chrono::milliseconds interval(given.value(2, QStringLiteral("1000")).toInt());
    QTimer::singleShot(0, [&] { scope.spawn(clock(count, interval)); }); // from the event loop, which it ends
    return QCoreApplication::exec();
}
