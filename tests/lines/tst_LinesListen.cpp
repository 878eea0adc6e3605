// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/WaitUntil.h"

#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

/// A port that nc, socat and logger connect to.
class tst_LinesListen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_port = ServerProcess::freePort(); }
    void severalPeersAreToldApart();
    void peersComeAndGo();
    void noMorePeersThanAllowedAreLetIn();
    void aPeerThatShoutsDoesNotDrownTheOthers();
    void peersMayHaveFormatsOfTheirOwn();
    void syslogOverTcpArrives();
    void countedSyslogIsCutAtItsCount();
    void aPortThatIsTakenIsExplained();
    void closingPutsThePeersOff();

private:
    QString address(const QString &query = {}) const { return u"listen-tcp://:%1"_s.arg(m_port) + query; }
    QString visit(Talker &peer, const QString &host = u"127.0.0.1"_s) const
    {
        return peer.start(u"nc"_s, {u"-v"_s, host, QString::number(m_port)}, "succeeded");
    }

    quint16 m_port = 0;
};

void tst_LinesListen::severalPeersAreToldApart()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker four, six;
    QCOMPARE(visit(four), QString());
    QCOMPARE(visit(six, u"::1"_s), QString());
    four.say("from four\n");
    QVERIFY(run.waitForData(1));
    six.say("from six\n");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].text, "from four");
    QVERIFY(run.data()[0].subject.startsWith("127.0.0.1:"));
    QVERIFY(fieldValue(run.data()[0].fields, "peer").startsWith("127.0.0.1:"));
    QCOMPARE(run.data()[1].text, "from six");
    QVERIFY(run.data()[1].subject.startsWith("[::1]:"));
}

void tst_LinesListen::peersComeAndGo()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker peer;
    QCOMPARE(visit(peer), QString());
    QVERIFY(run.waitFor(NoticeType::Information));
    QVERIFY(run.text(NoticeType::Information).endsWith(" has connected"));
    peer.kill();
    QVERIFY(run.waitFor(NoticeType::Information, 2));
    QVERIFY(run.text(NoticeType::Information).endsWith(" has left"));
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

void tst_LinesListen::noMorePeersThanAllowedAreLetIn()
{
    FeedRun run(kindOf(address()), address(u"?peers=1"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker first, second;
    QCOMPARE(visit(first), QString());
    QVERIFY(run.waitFor(NoticeType::Information));
    QCOMPARE(visit(second), QString()); // the kernel takes it, and we do not
    QVERIFY(run.waitFor(NoticeType::Information, 2));
    QVERIFY(run.text(NoticeType::Information).contains("1 peers are connected"));
    second.say("me too\n");
    first.say("still here\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "still here");
    first.kill();
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[1].text, "me too");
}

void tst_LinesListen::aPeerThatShoutsDoesNotDrownTheOthers()
{
    FeedRun run(kindOf(address()), address(u"?parse=text"_s));
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker shouting, quiet;
    QCOMPARE(visit(quiet), QString());
    QCOMPARE(shouting.start(u"sh"_s, {u"-c"_s, u"yes noise | exec nc 127.0.0.1 %1"_s.arg(m_port)}), QString());
    QVERIFY(run.waitForData(1));
    quiet.say("a word\n");
    const auto isHeard = [&, seen = size_t(0)]() mutable {
        const Records &all = run.records();
        for (; seen < all.size(); ++seen) {
            if (all[seen].text == "a word")
                return true;
        }
        return false;
    };
    QVERIFY(waitUntil(isHeard));
}

void tst_LinesListen::peersMayHaveFormatsOfTheirOwn()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker json, plain;
    QCOMPARE(visit(json), QString());
    QCOMPARE(visit(plain), QString());
    json.say("{\"sensor\":\"kitchen\",\"value\":21.5}\n");
    QVERIFY(run.waitForData(1));
    plain.say("just words\n");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].value, 21.5);
    QCOMPARE(run.data()[1].text, "just words");
}

void tst_LinesListen::syslogOverTcpArrives()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker logger;
    const QStringList arguments{u"-T"_s,        u"-n"_s, u"127.0.0.1"_s, u"-P"_s,     QString::number(m_port),
                                u"--rfc3164"_s, u"-t"_s, u"door"_s,      u"it rang"_s};
    QCOMPARE(logger.start(u"logger"_s, arguments), QString());
    QVERIFY(run.waitForData(1));
    QVERIFY2(run.data()[0].text.contains("it rang"), run.data()[0].text.constData());
}

void tst_LinesListen::countedSyslogIsCutAtItsCount()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker logger, other;
    QCOMPARE(logger.start(u"logger"_s, {u"-T"_s, u"--octet-count"_s, u"-n"_s, u"127.0.0.1"_s, u"-P"_s,
                                        QString::number(m_port), u"--rfc5424"_s, u"-t"_s, u"door"_s}),
             QString());
    logger.say("it rang\n");
    QVERIFY(run.waitForData(1));
    logger.say("twice\n");
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].text, "it rang");
    QCOMPARE(run.data()[1].text, "twice");
    QCOMPARE(visit(other), QString());
    other.say("24 <34>1 - h a - - - one\ntw19 <34>1 - h a - - - x");
    QVERIFY(run.waitForData(4));
    QCOMPARE(run.data()[2].text, "one\ntw");
    QCOMPARE(run.data()[3].text, "x");
}

void tst_LinesListen::aPortThatIsTakenIsExplained()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), m_port));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("is taken by another program"));
    other.close();
    QVERIFY(run.waitFor(NoticeType::Connected));
}

void tst_LinesListen::closingPutsThePeersOff()
{
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    Talker peer; // not nc, which would wait for the end of its input
    const QStringList arguments{u"STDIO"_s, u"TCP:127.0.0.1:%1"_s.arg(m_port)};
    QCOMPARE(peer.start(u"socat"_s, arguments), QString());
    QVERIFY(run.waitFor(NoticeType::Information));
    run.close();
    QVERIFY(run.waitForEnd());
    QVERIFY(waitUntil([&] { return !peer.isRunning(); }));
}

QTEST_GUILESS_MAIN(tst_LinesListen)
#include "tst_LinesListen.moc"
