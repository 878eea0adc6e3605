// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/FeedMatrix.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "tests/matrix/MatrixRun.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/LiveTasks.h>

#include <QCoreApplication>
#include <QDir>
#include <QTest>
#include <malloc.h>
#include <random>

namespace livebelt::test {

namespace {

constexpr int all = 10'000;

/// What a leak would make grow.
struct Footprint
{
    qsizetype descriptors = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System).size();
    qsizetype threads = QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    size_t heap = mallinfo2().uordblks; ///< 0 under a sanitizer, which has an eye of its own on it
};

QByteArray liveTasksText()
{
    return async::describe(async::liveTasks());
}

bool isQuiet()
{
    return waitUntil([] { return async::liveTasks().empty(); }, 5'000);
}

} // namespace

void FeedMatrix::init()
{
    m_peer = m_makePeer();
    const QString problem = m_peer->start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void FeedMatrix::cleanup()
{
    m_peer.reset();
    QVERIFY2(isQuiet(), liveTasksText().constData());
}

/// The law of records: one arrival is one record, byte for byte, and no value in it is lost.
void FeedMatrix::keepsEveryByteAndEveryValue()
{
    const auto rules = m_peer->law();
    if (!rules)
        return;
    const quint32 seed = std::random_device()();
    qInfo("seed %u", seed);
    const std::vector<LawPayload> payloads = lawPayloads(*rules, seed);
    if (m_peer->ends())
        m_peer->givePayloads(payloads);
    FeedRun run(m_peer->kind(), m_peer->lawAddress(), m_peer->credentials());
    size_t at = 0;
    if (!m_peer->ends()) {
        QVERIFY(waitUntil([&] { return m_peer->isReady(run.records()); }));
        at = run.dataCount();
        m_peer->givePayloads(payloads);
    }
    run.waitForData(at + payloads.size());
    const Records data = run.data(), stored = throughACapture(data);
    QCOMPARE(stored.size(), data.size());
    QByteArray problems;
    for (size_t i = 0; i < payloads.size() && problems.size() < 10'000; ++i) {
        if (at + i >= data.size()) {
            problems += "nothing came of " + payloads[i].bytes + '\n';
            continue;
        }
        for (const Record &record : {data[at + i], stored[at + i]}) {
            const QByteArray line = jsonLine(record), bytes = m_peer->payloadOf(arrivalOfLine(line));
            if (bytes != payloads[i].bytes)
                problems += "these bytes arrived: " + bytes.toPercentEncoding() + "\n        in place of " +
                            payloads[i].bytes.toPercentEncoding() + '\n';
            else
                problems += lawProblem(payloads[i], line);
        }
    }
    QVERIFY2(problems.isEmpty(), problems.constData());
    run.close();
}

void FeedMatrix::givesTenThousandItemsInOrderWithNoneLost()
{
    if (m_peer->ends())
        m_peer->give(1, all);
    MatrixRun run(*m_peer);
    if (!m_peer->ends()) {
        QVERIFY2(run.waitUntilReady(), run.dump().constData());
        for (int first = 1; first <= all; first += m_peer->portion()) {
            const int count = std::min(m_peer->portion(), all - first + 1);
            m_peer->give(first, count);
            QVERIFY2(run.waitForItem(first + count - 1), run.dump().constData());
        }
    }
    QVERIFY2(run.waitForItem(all), run.dump().constData());
    QCOMPARE(run.items(), all);
    QVERIFY2(run.close(), run.dump().constData());
    QVERIFY2(run.problem().isEmpty(), run.dump().constData());
}

void FeedMatrix::comesBackAfterItsPeerHasBeenKilled()
{
    if (!m_peer->canBeKilled())
        return;
    MatrixRun run(*m_peer);
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    const int few = std::min(100, m_peer->portion());
    m_peer->give(1, few);
    QVERIFY2(run.waitForItem(few), run.dump().constData());
    m_peer->kill();
    const auto has = [&run](NoticeType type) {
        return std::any_of(run.others().begin(), run.others().end(),
                           [type](const Record &record) { return noticeType(record) == type; });
    };
    QVERIFY2(waitUntil([&] { return has(NoticeType::Disconnected); }, 30'000), run.dump().constData());
    const QString problem = m_peer->start();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY2(waitUntil([&] { return has(NoticeType::Reconnected) && run.isReady(); }, 60'000), run.dump().constData());
    m_peer->give(few + 1, few);
    QVERIFY2(run.waitForItem(2 * few), run.dump().constData());
    QVERIFY2(run.close(), run.dump().constData());
}

/// Once it has worked, only the person ends a feed.
void FeedMatrix::goesOnAfterItsPeerHasTurnedItAway()
{
    if (m_peer->ends())
        return;
    MatrixRun run(*m_peer);
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    const int few = std::min(100, m_peer->portion());
    m_peer->give(1, few);
    QVERIFY2(run.waitForItem(few), run.dump().constData());
    const QByteArray words = m_peer->refuse();
    if (words.isEmpty())
        return;
    const auto isRefusal = [&words](const Record &record) {
        return noticeType(record) == NoticeType::Disconnected && record.text.contains(words) &&
               fieldValue(record.fields, "retryIn").toDouble() > 0;
    };
    const auto isRefused = [&] { return std::any_of(run.others().begin(), run.others().end(), isRefusal); };
    QVERIFY2(waitUntil([&] { return isRefused() || run.hasEnded(); }) && isRefused(), run.dump().constData());
    const QString problem = m_peer->letIn();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    m_peer->give(few + 1, few);
    QVERIFY2(run.waitForItem(2 * few), run.dump().constData());
    QVERIFY2(run.close(), run.dump().constData());
}

void FeedMatrix::takesGarbageAndGoesOn()
{
    if (m_peer->ends())
        return;
    MatrixRun run(*m_peer);
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    const size_t before = run.others().size();
    if (!m_peer->giveGarbage())
        return;
    QVERIFY2(waitUntil([&] { return run.others().size() > before; }, 30'000), "garbage leaves a trace");
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    const int few = std::min(100, m_peer->portion());
    m_peer->give(1, few);
    QVERIFY2(run.waitForItem(few), run.dump().constData());
    QVERIFY2(run.close(), run.dump().constData());
}

void FeedMatrix::showsAnItemWithoutItsEnd()
{
    if (m_peer->ends())
        return;
    MatrixRun run(*m_peer);
    QVERIFY2(run.waitUntilReady(), run.dump().constData());
    m_peer->give(1, 1);
    QVERIFY2(run.waitForItem(1), run.dump().constData());
    if (m_peer->giveUnfinished(2))
        QVERIFY2(run.waitForItem(2), run.dump().constData());
    QVERIFY2(run.close(), run.dump().constData());
}

void FeedMatrix::losesNothingToASlowConsumer()
{
    constexpr int some = 2'000;
    if (m_peer->ends())
        m_peer->give(1, some);
    MatrixRun run(*m_peer, MatrixRun::Pace::Slow);
    if (!m_peer->ends()) {
        QVERIFY2(run.waitUntilReady(), run.dump().constData());
        m_peer->give(1, m_peer->mayLose() ? m_peer->portion() : some);
    }
    QVERIFY2(run.waitForItem(m_peer->mayLose() ? 1 : some), run.dump().constData());
    const auto given = quint64(m_peer->mayLose() ? m_peer->portion() : some);
    QVERIFY2(waitUntil([&] { return run.accounted() == given; }, 30'000), run.dump().constData());
    QVERIFY2(run.close(), run.dump().constData());
}

/// What the kernel and the socket hold for a feed that is stopped is given all the same.
void FeedMatrix::aStopKeepsWhatHadArrived()
{
    constexpr int some = 2'000;
    if (!m_peer->givesToAll())
        return;
    MatrixRun held(*m_peer, MatrixRun::Pace::Held);
    QVERIFY2(held.waitUntilReady(), held.dump().constData());
    MatrixRun witness(*m_peer);
    QVERIFY2(witness.waitUntilReady(), witness.dump().constData());
    m_peer->give(1, some);
    QVERIFY2(witness.waitForItem(some), witness.dump().constData());
    m_peer->give(some + 1, 1);
    QVERIFY2(witness.waitForItem(some + 1), witness.dump().constData());
    QVERIFY2(held.closeHeld(), held.dump().constData());
    QVERIFY2(held.items() >= some, held.dump().constData());
    QVERIFY2(held.problem().isEmpty(), held.dump().constData());
    QVERIFY2(witness.close(), witness.dump().constData());
}

void FeedMatrix::canBeDroppedInEachState()
{
    { // made, and never used
        const auto address = FeedAddress::parse(m_peer->address());
        QVERIFY2(address, qPrintable(address.error()));
        auto feed = m_peer->kind().open(*address, m_peer->credentials());
        QVERIFY2(feed, qPrintable(feed.error()));
        auto records = (*feed)->records();
    }
    dropAfterTurns();
    dropWhileItemsCome();
    { // while it says goodbye
        MatrixRun run(*m_peer);
        QVERIFY2(run.waitForRecord(), run.dump().constData());
        run.beginClose();
    }
    QVERIFY2(isQuiet(), liveTasksText().constData());
    if (!m_peer->canBeKilled())
        return;
    dropWhileThePeerIsGone();
}

/// While it waits for the next attempt; and closed in that state.
void FeedMatrix::dropWhileThePeerIsGone()
{
    for (const bool isClosed : {false, true}) {
        const QString problem = isClosed ? m_peer->start() : QString(); // the first round has killed it
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        MatrixRun run(*m_peer);
        QVERIFY2(run.waitUntilReady(), run.dump().constData());
        m_peer->kill();
        const auto isDown = [&run] { return noticeType(run.others().back()) == NoticeType::Disconnected; };
        QVERIFY2(waitUntil(isDown, 30'000), run.dump().constData());
        if (isClosed)
            QVERIFY2(run.close(), run.dump().constData());
    }
    QVERIFY2(isQuiet(), liveTasksText().constData());
}

void FeedMatrix::dropAfterTurns()
{
    for (int turns = 0; turns < 40; ++turns) {
        const MatrixRun run(*m_peer);
        QVERIFY2(run.problem().isEmpty(), run.dump().constData());
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    QVERIFY2(isQuiet(), liveTasksText().constData());
}

void FeedMatrix::dropWhileItemsCome()
{
    if (m_peer->ends())
        m_peer->give(1, all);
    {
        MatrixRun run(*m_peer, MatrixRun::Pace::Slow);
        if (!m_peer->ends())
            QVERIFY2(run.waitUntilReady(), run.dump().constData());
        // A peer may be busy with those that have just gone, and give it to them.
        const auto asked = [&] {
            if (!m_peer->ends())
                m_peer->give(1, std::min(2'000, m_peer->portion()));
            return run.waitForItem(1, 2'000);
        };
        bool hasCome = false;
        for (int tries = 0; tries < 15 && !hasCome; ++tries)
            hasCome = asked();
        QVERIFY2(hasCome, run.dump().constData());
    }
    QVERIFY2(isQuiet(), liveTasksText().constData());
}

void FeedMatrix::leaksNothingInAThousandCycles()
{
    constexpr int warmUp = 50;
    const int cycles = m_peer->cycles();
    constexpr size_t heapSlack = 1 << 20;
    if (m_peer->ends())
        m_peer->give(1, 10);
    Footprint before;
    for (int cycle = 0; cycle < warmUp + cycles; ++cycle) {
        if (cycle == warmUp)
            before = Footprint();
        MatrixRun run(*m_peer);
        QVERIFY2(run.waitForRecord() && run.problem().isEmpty(), run.dump().constData());
        QVERIFY(m_peer->takesConnection());
        if (cycle % 2 == 0)
            QVERIFY2(run.close(), run.dump().constData());
    }
    QVERIFY2(isQuiet(), liveTasksText().constData());
    QTRY_VERIFY2_WITH_TIMEOUT(Footprint().descriptors <= before.descriptors, "file descriptors leak", 10'000);
    QTRY_VERIFY2_WITH_TIMEOUT(Footprint().threads <= before.threads, "threads leak", 10'000);
    QTRY_VERIFY2_WITH_TIMEOUT(Footprint().heap <= before.heap + heapSlack,
                              qPrintable(QStringLiteral("memory leaks: %1 bytes").arg(Footprint().heap - before.heap)),
                              10'000);
}

int runMatrix(int argc, char *argv[], MakePeer makePeer)
{
    QCoreApplication application(argc, argv);
    FeedMatrix matrix(std::move(makePeer));
    return QTest::qExec(&matrix, argc, argv);
}

} // namespace livebelt::test
