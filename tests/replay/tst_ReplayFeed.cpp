// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "sources/replay/ReplayKind.h"
#include <livebelt/async/Scope.h>

#include <QTest>
#include <stdexcept>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;

/// A recording of count records, an hour apart.
async::AsyncIterator<Record> recording(int count)
{
    for (int i = 0; i < count; ++i) {
        Record record;
        record.seq = quint64(i) + 1;
        record.received = (1'000'000 + 3600 * i) * second;
        record.subject = "someone";
        record.text = QByteArray::number(i);
        if (i == 1)
            record.time = 7 * second;
        if (i == 2)
            record = makeNotice(NoticeType::Failed, "it broke");
        co_yield std::move(record);
    }
}

async::AsyncIterator<Record> broken()
{
    co_await std::suspend_never();
    throw std::runtime_error("the file is gone: look for it");
    co_return;
}

async::Task<void> consume(Feed *feed, Records *records, bool *ended)
{
    auto items = feed->records();
    while (auto record = co_await items.next())
        records->push_back(std::move(*record));
    *ended = true;
}

async::Task<void> command(Feed *feed, QByteArray line, QString *error)
{
    Outgoing message{{}, std::move(line)};
    const Result<void> done = co_await feed->send(std::move(message));
    *error = done ? u"done"_s : done.error();
}

async::Task<void> closeFeed(Feed *feed)
{
    co_await feed->close();
}

/// A replay that is taken from until the end of the block.
struct Run
{
    Run(const QString &address, ReplaySupplier supplier)
    {
        auto opened = replayKind(std::move(supplier)).open(*FeedAddress::parse(address), {});
        if (!opened)
            return;
        feed = *std::move(opened);
        scope.spawn(consume(feed.get(), &records, &ended));
    }
    std::unique_ptr<Feed> feed;
    Records records;
    bool ended = false;
    async::Scope scope;
};

} // namespace

class tst_ReplayFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryRecordAsIfItCameNow()
    {
        QString path, name;
        Run run(u"capture:/a/b.livebelt?speed=max&feed=x"_s, [&](const ReplayQuery &query) {
            path = query.path;
            name = query.feed;
            return recording(5);
        });
        QTRY_VERIFY(run.ended);
        QCOMPARE(path, u"/a/b.livebelt"_s);
        QCOMPARE(name, u"x"_s);
        QCOMPARE(run.records.size(), 7u);
        QVERIFY(noticeType(run.records[0]) == NoticeType::Connected);
        QVERIFY(noticeType(run.records[6]) == NoticeType::Ended);
        QCOMPARE(run.records[1].text, "0");
        QCOMPARE(run.records[1].seq, 0u);
        QCOMPARE(run.records[1].time, 1'000'000 * second);
        QVERIFY(run.records[1].received > 1'700'000'000 * second);
        QCOMPARE(run.records[2].time, 7 * second);
    }

    void whatWasANoticeIsAnEvent()
    {
        Run run(u"capture:a?speed=0"_s, [](const ReplayQuery &) { return recording(5); });
        QTRY_VERIFY(run.ended);
        QVERIFY(run.records[3].kind == RecordKind::Event);
        QCOMPARE(run.records[3].subject, noticeName(NoticeType::Failed));
        QCOMPARE(run.records[3].text, "it broke");
    }

    void waitsBetweenRecordsAndClosesMeanwhile()
    {
        Run run(u"capture:a"_s, [](const ReplayQuery &) { return recording(2); });
        QTRY_COMPARE(run.records.size(), 2u); // the second one is due after the longest gap, 10 s
        run.scope.spawn(closeFeed(run.feed.get()));
        QTRY_VERIFY_WITH_TIMEOUT(run.ended, 1000);
        QCOMPARE(run.records.size(), 2u);
    }

    void theRealWaitIsTheOneOfTheClock()
    {
        QElapsedTimer timer;
        timer.start();
        Run run(u"capture:a?speed=100"_s, [](const ReplayQuery &) { return recording(2); });
        QTRY_VERIFY(run.ended);
        QVERIFY2(timer.elapsed() >= 100, QByteArray::number(timer.elapsed()).constData());
        QCOMPARE(run.records.size(), 4u);
    }

    void beginsAgainAtTheEnd()
    {
        int rounds = 0;
        Run run(u"capture:a?speed=max&loop=1"_s, [&](const ReplayQuery &) {
            ++rounds;
            return recording(1000);
        });
        QTRY_VERIFY(rounds > 3);
        run.scope.spawn(closeFeed(run.feed.get()));
        QTRY_VERIFY(run.ended);
    }

    void pausesGoesOnAndGoesElsewhereOnDemand()
    {
        QList<ReplayPlace> asked;
        Run run(u"capture:a?from=seq:1"_s, [&](const ReplayQuery &query) {
            asked << query.from;
            return recording(3);
        });
        const auto say = [&run](const QByteArray &line) {
            QString answer;
            run.scope.spawn(command(run.feed.get(), line, &answer));
            return answer;
        };
        QTRY_COMPARE(run.records.size(), 2u); // the second one is due in 10 s
        QCOMPARE(say("pause"), u"done"_s);
        QTRY_COMPARE(run.records.size(), 3u);
        QVERIFY(noticeType(run.records[2]) == NoticeType::Information);
        QVERIFY(say("faster").contains(u"speed 4"_s));
        QCOMPARE(say("speed max"), u"done"_s);
        QTRY_COMPARE(run.records.size(), 4u); // the notice, and nothing else: it is paused
        QCOMPARE(say("seek seq:2"), u"done"_s);
        QTRY_COMPARE(asked.size(), 2);
        QVERIFY(asked[1].kind == ReplayPlace::Kind::Seq && asked[1].number == 2);
        QVERIFY(!run.ended);
        QCOMPARE(say("resume"), u"done"_s);
        QTRY_VERIFY(run.ended);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(run.records.back().subject, noticeName(NoticeType::Ended));
    }

    void seeksFromWhereItIs()
    {
        QList<ReplayPlace> asked;
        Run run(u"capture:a"_s, [&](const ReplayQuery &query) {
            asked << query.from;
            return recording(2);
        });
        QTRY_COMPARE(run.records.size(), 2u);
        QString answer;
        run.scope.spawn(command(run.feed.get(), "seek -30s", &answer));
        QTRY_COMPARE(asked.size(), 2);
        QVERIFY(asked[1].kind == ReplayPlace::Kind::Time);
        QCOMPARE(asked[1].number, (1'000'000 - 30) * second);
    }

    void anEmptyRecordingEndsEvenInALoop()
    {
        Run run(u"capture:a?loop=1"_s, [](const ReplayQuery &) { return recording(0); });
        QTRY_VERIFY(run.ended);
        QCOMPARE(run.records.size(), 1u);
        QVERIFY(noticeType(run.records[0]) == NoticeType::Ended);
    }

    void saysWhyItCannotBeRead()
    {
        Run run(u"capture:a"_s, [](const ReplayQuery &) { return broken(); });
        QTRY_VERIFY(run.ended);
        QCOMPARE(run.records.size(), 1u);
        QVERIFY(noticeType(run.records[0]) == NoticeType::Failed);
        QCOMPARE(run.records[0].text, "the file is gone: look for it");
    }

    void canBeDestroyedWhileItWaits()
    {
        Run run(u"capture:a"_s, [](const ReplayQuery &) { return recording(2); });
        QTRY_COMPARE(run.records.size(), 2u);
        run.scope.cancel();
        QVERIFY(!run.ended);
    }
};

QTEST_GUILESS_MAIN(tst_ReplayFeed)
#include "tst_ReplayFeed.moc"
