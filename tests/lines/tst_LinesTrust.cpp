// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

using Kind = Certificates::Kind;

/// Whose certificate is believed: revoked ones, stapled proofs, several troubles at once, one that goes bad. All kinds
/// over TLS connect by the same function (NetworkOptions, async::connectEncrypted()).
class tst_LinesTrust : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }
    void init();
    void theFirstRealCauseIsNamed_data();
    void theFirstRealCauseIsNamed();
    void aStapledProofCounts_data();
    void aStapledProofCounts();
    void aListOfRevokedCertificatesCounts_data();
    void aListOfRevokedCertificatesCounts();
    void aCertificateThatGoesBadIsALoss();

private:
    QString serve(Kind kind, const QStringList &more = {});
    /// Opens the feed, and tells how its first attempt went: "Connected ..." or why not.
    QByteArray outcome(const QString &query);

    Certificates m_certificates;
    Talker m_server;
    quint16 m_port = 0;
};

void tst_LinesTrust::init()
{
    m_server.kill();
    m_port = ServerProcess::freePort();
}

QString tst_LinesTrust::serve(Kind kind, const QStringList &more)
{
    const QStringList arguments{u"s_server"_s,
                                u"-accept"_s,
                                u"127.0.0.1:%1"_s.arg(m_port),
                                u"-cert"_s,
                                m_certificates.certificate(kind),
                                u"-key"_s,
                                m_certificates.key(kind)};
    return m_server.start(u"openssl"_s, arguments + more, "ACCEPT");
}

QByteArray tst_LinesTrust::outcome(const QString &query)
{
    const QString url = u"tls://127.0.0.1:%1?%2"_s.arg(QString::number(m_port), query);
    FeedRun run(kindOf(url), url);
    return QTest::qWaitFor([&run] { return !run.records().empty(); }, 30'000) ? run.records().front().text : "nothing";
}

void tst_LinesTrust::theFirstRealCauseIsNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("expired, and of nobody known") << int(Kind::Expired) << QByteArray("expired on");
    QTest::newRow("for another host, and of nobody known") << int(Kind::WrongHost) << QByteArray("another name");
    QTest::newRow("of nobody known") << int(Kind::Good) << QByteArray("signed by nobody");
}

void tst_LinesTrust::theFirstRealCauseIsNamed()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, says);
    const QString problem = serve(Kind(kind));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QByteArray said = outcome(u"ca="_s + m_certificates.otherAuthority());
    QVERIFY2(said.contains(says), said.constData());
}

void tst_LinesTrust::aStapledProofCounts_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("proof"); // of which certificate; -1: none
    QTest::addColumn<bool>("wholeChain");
    QTest::addColumn<QByteArray>("says");
    const QByteArray up = "Connected to", refused = "OCSP stapling", revoked = "has been revoked:";
    QTest::newRow("none needed") << int(Kind::Good) << -1 << false << up;
    QTest::newRow("none needed, one given") << int(Kind::Good) << int(Kind::Good) << true << up;
    QTest::newRow("needed, none given") << int(Kind::MustStaple) << -1 << true << refused;
    QTest::newRow("needed and given") << int(Kind::MustStaple) << int(Kind::MustStaple) << true << up;
    QTest::newRow("the issuer is a root that is not sent")
        << int(Kind::MustStaple) << int(Kind::MustStaple) << false << up;
    QTest::newRow("of another certificate")
        << int(Kind::MustStaple) << int(Kind::Good) << true << QByteArray("was refused");
    QTest::newRow("that it was revoked") << int(Kind::Revoked) << int(Kind::Revoked) << true << revoked;
    QTest::newRow("that it was revoked, without the root")
        << int(Kind::Revoked) << int(Kind::Revoked) << false << revoked;
}

void tst_LinesTrust::aStapledProofCounts()
{
    QFETCH(int, kind);
    QFETCH(int, proof);
    QFETCH(bool, wholeChain);
    QFETCH(QByteArray, says);
    QStringList more;
    if (proof >= 0)
        more << u"-status_file"_s << m_certificates.staple(Kind(proof));
    if (wholeChain)
        more << u"-cert_chain"_s << m_certificates.authority();
    QVERIFY2(m_certificates.isValid(), m_certificates.error());
    const QString problem = serve(Kind(kind), more);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QByteArray said = outcome(u"ca="_s + m_certificates.authority());
    QVERIFY2(said.contains(says), said.constData());
}

void tst_LinesTrust::aListOfRevokedCertificatesCounts_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QByteArray>("says");
    const QString list = m_certificates.revocationList();
    QTest::newRow("in it") << int(Kind::Revoked) << list << QByteArray("has been revoked:");
    QTest::newRow("not in it") << int(Kind::Good) << list << QByteArray("Connected to");
    QTest::newRow("no list") << int(Kind::Good) << m_certificates.authority() << QByteArray("no revocation list in");
    QTest::newRow("no file") << int(Kind::Good) << u"/no/such/list.pem"_s << QByteArray("cannot be read");
}

void tst_LinesTrust::aListOfRevokedCertificatesCounts()
{
    QFETCH(int, kind);
    QFETCH(QString, list);
    QFETCH(QByteArray, says);
    const QString problem = serve(Kind(kind));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QByteArray said = outcome(u"ca=%1&crl=%2"_s.arg(m_certificates.authority(), list));
    QVERIFY2(said.contains(says), said.constData());
}

/// Once it has worked, only the person ends a feed: the operator will see to the certificate.
void tst_LinesTrust::aCertificateThatGoesBadIsALoss()
{
    QString problem = serve(Kind::Good);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString url = u"tls://127.0.0.1:%1?ca=%2"_s.arg(QString::number(m_port), m_certificates.authority());
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.kill();
    problem = serve(Kind::Expired);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto saysExpired = [&run] { return run.text(NoticeType::Disconnected).contains("expired on"); };
    QVERIFY(QTest::qWaitFor([&] { return saysExpired() || run.hasEnded(); }, 30'000) && saysExpired());
    QVERIFY2(run.text(NoticeType::Disconnected).contains("clock, too). Trying again in"),
             run.text(NoticeType::Disconnected).constData());
    m_server.kill();
    problem = serve(Kind::Good);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(run.waitFor(NoticeType::Reconnected));
    m_server.say("here again\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.count(NoticeType::Failed), 0);
}

QTEST_GUILESS_MAIN(tst_LinesTrust)
#include "tst_LinesTrust.moc"
