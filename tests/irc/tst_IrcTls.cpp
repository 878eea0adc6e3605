// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFeed.h"
#include "tests/irc/FeedLog.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(livebelt::test::Certificates::Kind)

namespace {

constexpr int patience = 30'000;

std::unique_ptr<Feed> feedOf(quint16 port, const QString &authority, const IrcTimes &times = {})
{
    const QString query = authority.isEmpty() ? QString() : u"?ca="_s + authority;
    const auto address = FeedAddress::parse(u"ircs://localhost:%1/#chat%2"_s.arg(port).arg(query));
    return ircFeed(*IrcAddress::check(*address, {}), times);
}

} // namespace

/// TLS with a real inspircd.
class tst_IrcTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void aFloodOverTlsArrivesWhole()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.tlsPort(), m_certificates.authority()));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#chat"));
        QVERIFY(alice.flood("#chat", 20'000));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 20'000, patience);
        QCOMPARE(log.said("#chat").constLast(), "message 19999");
        log.close();
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed() && log.hasEnded(), patience);
        QCOMPARE(log.count(NoticeType::Disconnected), 0);
    }

    void aCertificateThatIsRefusedIsTheEnd_data()
    {
        QTest::addColumn<Certificates::Kind>("kind");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("expired") << Certificates::Kind::Expired << m_certificates.authority()
                                 << QByteArray("expired on");
        QTest::newRow("wrong host") << Certificates::Kind::WrongHost << m_certificates.authority()
                                    << QByteArray("for another name");
        QTest::newRow("unknown authority") << Certificates::Kind::Good << QString() << QByteArray("signed by nobody");
        QTest::newRow("other authority") << Certificates::Kind::Good << m_certificates.otherAuthority()
                                         << QByteArray("signed by nobody");
        QTest::newRow("no such file") << Certificates::Kind::Good << u"/nowhere.pem"_s
                                      << QByteArray("cannot be read: /nowhere.pem");
    }
    void aCertificateThatIsRefusedIsTheEnd()
    {
        QFETCH(const Certificates::Kind, kind);
        QFETCH(const QString, authority);
        QFETCH(const QByteArray, words);
        Inspircd server(m_certificates, kind);
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.tlsPort(), authority));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains(words), log.dump());
        QCOMPARE(log.records().size(), 1u);
    }

    void aPortWithoutTlsIsNoDowngrade()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        IrcTimes times;
        times.answer = std::chrono::seconds(1);
        FeedLog log(feedOf(server.port(), m_certificates.authority(), times));
        QTRY_VERIFY_WITH_TIMEOUT(log.count(NoticeType::Disconnected) >= 1, patience);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("does not answer in TLS"), log.dump());
        QCOMPARE(log.count(NoticeType::Connected), 0);
    }

private:
    Certificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_IrcTls)
#include "tst_IrcTls.moc"
