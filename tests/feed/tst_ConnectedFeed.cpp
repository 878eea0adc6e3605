// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"

#include "model/records/Fields.h"
#include "model/records/Sentence.h"
#include "sources/feed/Duration.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/VirtualClock.h>

#include <QTest>
#include <deque>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What the other side does at one attempt.
struct Attempt
{
    bool connects = false;
    Ending ending;
    async::Clock::Duration works{};
};

const Ending refused{Ending::Kind::Refused, u"the password is wrong"_s};
const Ending lost{Ending::Kind::Lost, u"is the server running?"_s};

class ScriptedConnection final : public Connection
{
public:
    ScriptedConnection(Attempt attempt, ConnectionLog &log) : m_attempt(std::move(attempt)), m_log(log) {}

    async::AsyncIterator<Record> run() override
    {
        if (!m_attempt.connects)
            co_return;
        Record up = m_log.connected();
        co_yield std::move(up);
        co_await async::sleepFor(m_attempt.works);
    }
    async::Task<void> goodbye() override { co_return; }
    Ending ending() const override { return m_attempt.ending; }

private:
    Attempt m_attempt;
    ConnectionLog &m_log;
};

/// A feed whose attempts go as they are told; the last one is repeated for ever.
FeedKind scripted(std::deque<Attempt> attempts, ResumePoints points = {}, ResumePoints *handedOn = nullptr)
{
    FeedKind kind;
    kind.open = [=](const FeedAddress &, const Credentials &) {
        auto connect = [left = attempts](ConnectionLog &log) mutable {
            Attempt next = left.front();
            if (left.size() > 1)
                left.pop_front();
            return std::make_unique<ScriptedConnection>(std::move(next), log);
        };
        const auto take = [handedOn](const ResumePoints &given) {
            if (handedOn)
                *handedOn = given;
        };
        const async::Backoff backoff(500ms, 60s, 0);
        std::unique_ptr<Feed> feed = std::make_unique<ConnectedFeed>(u"the server"_s, connect, backoff, take);
        if (!points.empty())
            feed->continueAfter(points);
        return Result<std::unique_ptr<Feed>>(std::move(feed));
    };
    return kind;
}

QList<double> waits(const FeedRun &run)
{
    QList<double> result;
    for (const Record &record : run.records()) {
        if (noticeType(record) == NoticeType::Disconnected)
            result.append(fieldValue(record.fields, "retryIn").toDouble());
    }
    return result;
}

} // namespace

/// A connection after the other: when a feed ends, when it goes on, and what it says.
class tst_ConnectedFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstRefusalEndsIt();
    void whatHasWorkedGoesOnAfterRefusals();
    void whatContinuesACaptureGoesOnToo();
    void whatWouldComeTwiceIsNotTriedAgain();
    void aGoodSpellMakesTheWaitsSmallAgain();
    void theOtherSideMaySayWhen();
    void sentencesEndOnce();
    void durationsAreReadable();
};

void tst_ConnectedFeed::aFirstRefusalEndsIt()
{
    async::VirtualClock clock;
    for (const bool connects : {false, true}) { // a server may let in whom it sends away at once
        FeedRun run(scripted({{false, lost}, {connects, refused, 1s}}), u"x:"_s);
        QVERIFY(waitUntil([&] { return run.hasEnded(); }));
        QCOMPARE(run.text(NoticeType::Failed), "the password is wrong");
        QCOMPARE(run.text(NoticeType::Disconnected), "is the server running? Trying again in 0.5 s");
    }
}

void tst_ConnectedFeed::whatHasWorkedGoesOnAfterRefusals()
{
    async::VirtualClock clock;
    std::deque<Attempt> attempts{{true, lost}};
    attempts.resize(14, {false, refused});
    attempts.push_back({true, {Ending::Kind::Done, u"all is said"_s}});
    FeedRun run(scripted(attempts), u"x:"_s);
    QVERIFY(waitUntil([&] { return run.hasEnded(); }));
    QCOMPARE(run.count(NoticeType::Failed), 0);
    QCOMPARE(run.count(NoticeType::Reconnected), 1);
    QCOMPARE(run.text(NoticeType::Ended), "all is said");
    QCOMPARE(waits(run), (QList<double>{0.5, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}));
    QCOMPARE(run.text(NoticeType::Disconnected), "the password is wrong. Trying again in 5 min");
}

void tst_ConnectedFeed::whatContinuesACaptureGoesOnToo()
{
    async::VirtualClock clock;
    const ResumePoints points{{"id", "7"}};
    ResumePoints handedOn;
    FeedRun run(scripted({{false, refused}, {true, {Ending::Kind::Done, u"all is said"_s}}}, points, &handedOn),
                u"x:"_s);
    QVERIFY(handedOn == points);
    QVERIFY(waitUntil([&] { return run.hasEnded(); }));
    QCOMPARE(run.count(NoticeType::Failed), 0);
    QCOMPARE(run.count(NoticeType::Connected), 1);
}

void tst_ConnectedFeed::whatWouldComeTwiceIsNotTriedAgain()
{
    async::VirtualClock clock;
    FeedRun run(scripted({{true, {Ending::Kind::Failed, u"it broke off"_s}, 1h}}), u"x:"_s);
    QVERIFY(waitUntil([&] { return run.hasEnded(); }));
    QCOMPARE(run.text(NoticeType::Failed), "it broke off");
}

void tst_ConnectedFeed::aGoodSpellMakesTheWaitsSmallAgain()
{
    async::VirtualClock clock;
    FeedRun run(scripted({{true, refused, ConnectedFeed::trial},
                          {false, refused},
                          {false, lost},
                          {false, refused},
                          {true, refused, 1min},
                          {true, {Ending::Kind::Done, u"all is said"_s}}}),
                u"x:"_s);
    QVERIFY(waitUntil([&] { return run.hasEnded(); }));
    QCOMPARE(waits(run), (QList<double>{0.5, 1, 0.5, 2, 0.5}));
}

void tst_ConnectedFeed::theOtherSideMaySayWhen()
{
    async::VirtualClock clock;
    const Ending later{Ending::Kind::Refused, u"too many requests"_s, 90min};
    FeedRun run(scripted({{true, later, 20s}, {true, {Ending::Kind::Done, u"all is said"_s}}}), u"x:"_s);
    QVERIFY(waitUntil([&] { return run.hasEnded(); }));
    QCOMPARE(run.text(NoticeType::Disconnected), "too many requests. Trying again in 1 h 30 min");
    QCOMPARE(clock.elapsed(), async::Clock::Duration(90min + 20s));
}

void tst_ConnectedFeed::sentencesEndOnce()
{
    QCOMPARE(fullSentence(u"It is gone"_s), u"It is gone."_s);
    for (const QString &whole : {u"Is it gone?"_s, u"It is gone."_s, u"It is gone…"_s, u"It said “gone!”"_s,
                                 u"It is gone (it said: “closing.”)"_s, QString()})
        QCOMPARE(fullSentence(whole), whole);
    QCOMPARE(fullSentence(u"It is gone (1006) \n"_s), u"It is gone (1006)."_s);
}

void tst_ConnectedFeed::durationsAreReadable()
{
    QCOMPARE(waitText(2300ms), u"2.3 s"_s);
    QCOMPARE(waitText(77s), u"77.0 s"_s);
    QCOMPARE(waitText(5min), u"5 min"_s);
    QCOMPARE(waitText(243s), u"4 min 3 s"_s);
    QCOMPARE(waitText(3h), u"3 h"_s);
    QCOMPARE(waitText(26h + 5min), u"26 h 5 min"_s);
}

QTEST_GUILESS_MAIN(tst_ConnectedFeed)
#include "tst_ConnectedFeed.moc"
