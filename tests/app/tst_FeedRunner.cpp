// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"
#include "model/records/Notice.h"
#include "sources/feed/ConnectionLog.h"
#include <livebelt/async/Event.h>

#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// Another side that never answers a message.
class SilentFeed final : public Feed
{
public:
    async::AsyncIterator<Record> records() override
    {
        co_yield makeRecord();
        co_await m_closed.wait();
    }
    async::Task<void> close() override
    {
        m_closed.set();
        co_return;
    }
    async::Task<Result<void>> send(Outgoing) override
    {
        co_await m_never.wait();
        co_return Result<void>();
    }

private:
    static Record makeRecord()
    {
        Record record;
        record.received = 1;
        return record;
    }
    async::Event m_closed, m_never;
};

} // namespace

/// A feed as an actor: what its mailbox promises.
class tst_FeedRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoHasSentIsAnsweredThoughTheFeedIsStopped();
    void aStartThatFailsAfterAStopSaysWhy();
    void aLossSaysWhenItIsTriedAgain();

private:
    static FeedKind kind(const std::shared_ptr<std::atomic<bool>> &isBroken)
    {
        FeedKind kind;
        kind.open = [isBroken](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
            if (*isBroken)
                return Failure{u"The certificate has gone: choose another"_s};
            return std::unique_ptr<Feed>(std::make_unique<SilentFeed>());
        };
        return kind;
    }
    std::shared_ptr<std::atomic<bool>> m_isBroken = std::make_shared<std::atomic<bool>>(false);
};

void tst_FeedRunner::whoHasSentIsAnsweredThoughTheFeedIsStopped()
{
    const FeedKind silent = kind(m_isBroken);
    Engine engine(numberingSink(), {});
    QVERIFY(engine.open());
    const int id = *engine.add(silent, *FeedAddress::parse(u"test:"_s), {}, {});
    engine.start(id);
    QTRY_COMPARE(engine.progress(id).received, 1u);
    QStringList answers;
    engine.send(id, {{}, "hello"}, [&answers](const Result<void> &result) { answers << result.error(); });
    engine.stop(id);
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers.constFirst().contains(u"again"_s));
}

void tst_FeedRunner::aStartThatFailsAfterAStopSaysWhy()
{
    const FeedKind silent = kind(m_isBroken);
    Engine engine(numberingSink(), {});
    QVERIFY(engine.open());
    QSignalSpy finished(&engine, &Engine::finished);
    const int id = *engine.add(silent, *FeedAddress::parse(u"test:"_s), {}, {});
    engine.start(id);
    QTRY_COMPARE(engine.progress(id).received, 1u);
    engine.stop(id);
    QTRY_COMPARE(finished.size(), 1);
    *m_isBroken = true;
    engine.start(id);
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(engine.progress(id).state, FeedState::Failed);
    QCOMPARE(engine.progress(id).problem, u"The certificate has gone: choose another"_s);
}

void tst_FeedRunner::aLossSaysWhenItIsTriedAgain()
{
    const Record lost = ConnectionLog(u"the server"_s).disconnected(u"It is gone"_s, std::chrono::seconds(90));
    FeedProgress progress;
    progress.arrived({&lost, 1});
    QCOMPARE(progress.snapshot().state, FeedState::Waiting);
    QCOMPARE(progress.snapshot().retryAt, lost.received + 90'000'000);
    for (const NoticeType type : {NoticeType::Reconnected, NoticeType::Failed, NoticeType::Ended}) {
        progress.arrived({&lost, 1});
        const Record next = makeNotice(type, "It is as it is");
        progress.arrived({&next, 1});
        QCOMPARE(progress.snapshot().retryAt, qint64(0));
    }
}

QTEST_GUILESS_MAIN(tst_FeedRunner)
#include "tst_FeedRunner.moc"
