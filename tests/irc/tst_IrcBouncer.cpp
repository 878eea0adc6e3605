// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcFeed.h"
#include "tests/irc/FeedLog.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

std::unique_ptr<Feed> feedOf(quint16 port, const ResumePoints &points = {}, const QString &password = u"sesame"_s)
{
    IrcTimes times;
    times.firstRetry = 50ms;
    times.longestRetry = 100ms;
    const auto address = FeedAddress::parse(u"irc://alice%2Ftestnet@127.0.0.1:%1/#chat?auth=server"_s.arg(port));
    auto feed = ircFeed(*IrcAddress::check(*address, {{}, password}), times);
    if (!points.empty())
        feed->continueAfter(points);
    return feed;
}

QByteArrayList messages(int from, int to)
{
    QByteArrayList list;
    for (int i = from; i < to; ++i)
        list += "message " + QByteArray::number(i);
    return list;
}

int historyIn(const FeedLog &log)
{
    return int(std::count_if(log.records().begin(), log.records().end(),
                             [](const Record &r) { return fieldValue(r.fields, "history") == "true"; }));
}

} // namespace

/// Through a real ZNC, on a real ngircd.
class tst_IrcBouncer : public QObject
{
    Q_OBJECT
    /// All that was said before: it answers in order.
    bool theBouncerHasRead()
    {
        m_bob->send("PRIVMSG alice :\001VERSION\001");
        return m_bob->waitFor("NOTICE bob :\001VERSION");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<Ngircd>();
        QVERIFY2(m_server->start(), m_server->process().error());
        m_bob = std::make_unique<IrcClient>();
        QVERIFY(m_bob->enter(m_server->port(), "bob"));
        QVERIFY(m_bob->join("#chat"));
        m_bouncer = std::make_unique<Znc>();
        QVERIFY2(m_bouncer->start(m_server->port()), m_bouncer->process().error());
        QVERIFY2(m_bob->waitFor(":alice!"), m_bouncer->process().output());
    }

    void whatTheBouncerPlaysIsHistoryAndComesOnce()
    {
        QVERIFY(m_bob->flood("#chat", 5));
        QVERIFY2(theBouncerHasRead(), m_bob->received());
        ResumePoints points;
        {
            FeedLog log(feedOf(m_bouncer->port()));
            QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat"), messages(0, 5), patience);
            QCOMPARE(historyIn(log), 5);
            QVERIFY(m_bob->flood("#chat", 2, 5));
            QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat"), messages(0, 7), patience);
            QCOMPARE(historyIn(log), 5);
            points = pointsOf(log);
        }
        QVERIFY(m_bob->flood("#chat", 2, 7));
        QVERIFY2(theBouncerHasRead(), m_bob->received());
        FeedLog log(feedOf(m_bouncer->port(), points));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QVERIFY(m_bob->flood("#chat", 1, 9));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat"), messages(7, 10), patience);
        QVERIFY2(historyIn(log) == 2, log.dump());
    }

    void aWrongPasswordIsSaid()
    {
        FeedLog log(feedOf(m_bouncer->port(), {}, u"guess"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains("does not accept the password"), log.dump());
    }

private:
    std::unique_ptr<Ngircd> m_server;
    std::unique_ptr<IrcClient> m_bob;
    std::unique_ptr<Znc> m_bouncer;
};

QTEST_GUILESS_MAIN(tst_IrcBouncer)
#include "tst_IrcBouncer.moc"
