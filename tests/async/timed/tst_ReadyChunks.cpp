// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/ReadyChunks.h>

#include <QTest>

using namespace livebelt::test;

using Pieces = QList<At<std::vector<int>>>;

namespace {

struct Itself
{
    quint64 operator()(int item) const { return quint64(item); }
};

} // namespace

class tst_ReadyChunks : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadyComesTogether()
    {
        const VirtualClock clock;
        const auto got = recorded(play({{0ms, 1}, {0ms, 2}, {5ms, 3}, {9ms, 4}, {9ms, 5}}) | readyChunks(100));
        QCOMPARE(got, (Pieces{{0ms, {1, 2}}, {5ms, {3}}, {9ms, {4, 5}}}));
    }

    void aPieceEndsWhereItsCostIsReached()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(5) | readyChunks(2)), (Pieces{{0ms, {0, 1}}, {0ms, {2, 3}}, {0ms, {4}}}));
        QCOMPARE(recorded(numbers(5) | readyChunks<Itself>(3)), (Pieces{{0ms, {0, 1, 2}}, {0ms, {3}}, {0ms, {4}}}));
        QCOMPARE(recorded(numbers(2) | readyChunks(0)), (Pieces{{0ms, {0}}, {0ms, {1}}}));
    }

    void withoutItemsThereIsNoPiece()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | readyChunks(2)), Pieces());
    }

    void anErrorComesAfterTheRest()
    {
        const VirtualClock clock;
        Pieces got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | readyChunks(100), &got), u"the source failed"_s);
        QCOMPARE(got, (Pieces{{0ms, {1}}, {10ms, {2}}}));
        got.clear();
        QCOMPARE(failureOf(play({{0ms, 1}}, true) | readyChunks(100), &got), u"the source failed"_s);
        QCOMPARE(got, (Pieces{{0ms, {1}}}));
    }

    /// The source is asked ahead, once: the first of them is on its way while the consumer works.
    void aBusyConsumerGetsWhatCameMeanwhile()
    {
        const VirtualClock clock;
        auto source = play({{0ms, 1}, {1ms, 2}, {2ms, 3}, {103ms, 4}});
        QCOMPARE(recorded(std::move(source) | readyChunks(10), 10, 100ms),
                 (Pieces{{0ms, {1}}, {100ms, {2, 3}}, {200ms, {4}}}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(5ms, play({{10ms, 1}, {60ms, 2}}) | readyChunks(10));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, (QList<std::vector<int>>{{1}, {2}}));
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {1000ms, 2}}) | readyChunks(10);
        QCOMPARE(destroyedAt(&clock, 5ms, &log, std::move(items)),
                 (QStringList{u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_ReadyChunks)
#include "tst_ReadyChunks.moc"
