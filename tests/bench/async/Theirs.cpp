// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Theirs.h"

#include "tests/bench/async/Measure.h"
#include "tests/bench/async/Sender.h"

#include <QCoreApplication>
#include <exception>
#include <qcoro/qcoroasyncgenerator.h>
#include <qcoro/qcorosignal.h>
#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>

namespace livebelt::bench::theirs {

namespace {

using Numbers = QCoro::AsyncGenerator<int>;

Numbers numbers(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield i;
}

Numbers increased(Numbers items)
{
    auto it = co_await items.begin();
    const auto end = items.end();
    while (it != end) {
        co_yield *it + 1;
        co_await ++it;
    }
}

QCoro::Task<> sum(Numbers items, long *to)
{
    auto it = co_await items.begin();
    const auto end = items.end();
    while (it != end) {
        *to += *it;
        co_await ++it;
    }
}

QCoro::Task<int> answer(int i)
{
    co_return i;
}

QCoro::Task<> awaitAnswers(int count, long *to)
{
    for (int i = 0; i < count; ++i) {
        const int item = co_await answer(i);
        *to += item;
    }
}

QCoro::Task<> take(Sender *sender, int count, int *taken)
{
    auto items = qCoroSignalListener(sender, &Sender::happened);
    auto it = co_await items.begin();
    while (true) {
        if (++*taken == count)
            co_return;
        co_await ++it;
    }
}

QCoro::Task<> sleepOften(int count)
{
    for (int i = 0; i < count; ++i)
        co_await QCoro::sleepFor(std::chrono::milliseconds(0));
}

} // namespace

void pull(int count)
{
    long total = 0;
    QCoro::waitFor(sum(numbers(count), &total));
    if (total != long(count) * (count - 1) / 2)
        std::terminate();
}

void pullThroughMaps(int count)
{
    long total = 0;
    QCoro::waitFor(sum(increased(increased(increased(increased(numbers(count))))), &total));
    if (total != long(count) * (count - 1) / 2 + 4L * count)
        std::terminate();
}

void finishedTask(int count)
{
    long total = 0;
    QCoro::waitFor(awaitAnswers(count, &total));
    if (total != long(count) * (count - 1) / 2)
        std::terminate();
}

void burstOfSignals(int count)
{
    Sender sender;
    int taken = 0;
    const QCoro::Task<> task = take(&sender, count, &taken);
    for (int i = 0; i < count;) {
        for (const int end = std::min(i + burst, count); i < end; ++i)
            Q_EMIT sender.happened(i);
        while (taken < i)
            QCoreApplication::processEvents();
    }
}

void loneSignal(int count)
{
    Sender sender;
    int taken = 0;
    const QCoro::Task<> task = take(&sender, count, &taken);
    for (int i = 0; i < count; ++i) {
        Q_EMIT sender.happened(i);
        while (taken <= i)
            QCoreApplication::processEvents();
    }
}

void zeroTimer(int count)
{
    QCoro::waitFor(sleepOften(count));
}

} // namespace livebelt::bench::theirs
