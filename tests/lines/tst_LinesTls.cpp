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

/// Lines over TLS, from openssl's s_server.
class tst_LinesTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void linesArriveAndAreSentBack();
    void badCertificatesAreRefused_data();
    void badCertificatesAreRefused();
    void aPlainServerIsExplained();
    void aServerThatWantsAClientCertificateSaysSo_data();
    void aServerThatWantsAClientCertificateSaysSo();
    void aClientCertificateOpensTheDoor();
    void aMissingFileIsExplained();

private:
    QString serve(Certificates::Kind kind, const QStringList &more = {});
    QString address(const QString &more = {}) const;

    Certificates m_certificates;
    Talker m_server;
    quint16 m_port = 0;
};

void tst_LinesTls::initTestCase()
{
    QVERIFY2(m_certificates.isValid(), m_certificates.error());
}

void tst_LinesTls::init()
{
    m_server.kill();
    m_port = ServerProcess::freePort();
}

QString tst_LinesTls::serve(Certificates::Kind kind, const QStringList &more)
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

QString tst_LinesTls::address(const QString &more) const
{
    return u"tls://127.0.0.1:%1?ca=%2"_s.arg(QString::number(m_port), m_certificates.authority()) + more;
}

void tst_LinesTls::linesArriveAndAreSentBack()
{
    const QString problem = serve(Certificates::Kind::Good);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("secret line\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "secret line");
    QVERIFY2(run.send("and back"), qPrintable(run.sendError()));
    QVERIFY(m_server.waitForOutput("and back\n"));
}

void tst_LinesTls::badCertificatesAreRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("expired") << int(Certificates::Kind::Expired) << true << QByteArray("expired");
    QTest::newRow("wrong host") << int(Certificates::Kind::WrongHost) << true << QByteArray("another name");
    QTest::newRow("unknown authority") << int(Certificates::Kind::Good) << false << QByteArray("ca=/path");
}

void tst_LinesTls::badCertificatesAreRefused()
{
    QFETCH(int, kind);
    QFETCH(bool, isTrusted);
    QFETCH(QByteArray, says);
    const QString problem = serve(Certificates::Kind(kind));
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString url = u"tls://127.0.0.1:%1?ca=%2"_s.arg(
        QString::number(m_port), isTrusted ? m_certificates.authority() : m_certificates.otherAuthority());
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Failed));
    QVERIFY2(run.text(NoticeType::Failed).contains(says), run.text(NoticeType::Failed).constData());
    QVERIFY(run.waitForEnd());
}

void tst_LinesTls::aPlainServerIsExplained()
{
    const QString problem =
        m_server.start(u"nc"_s, {u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)}, "Listening on");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_server.say("this is no TLS\n");
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY2(run.text(NoticeType::Disconnected).contains("does not speak TLS"),
             run.text(NoticeType::Disconnected).constData());
}

void tst_LinesTls::aServerThatWantsAClientCertificateSaysSo_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("TLS 1.2") << u"-tls1_2"_s;
    QTest::newRow("TLS 1.3") << u"-tls1_3"_s;
}

void tst_LinesTls::aServerThatWantsAClientCertificateSaysSo()
{
    QFETCH(QString, version);
    const QString problem = serve(Certificates::Kind::Good, {version, u"-Verify"_s, u"1"_s, u"-verify_return_error"_s,
                                                             u"-CAfile"_s, m_certificates.authority()});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    FeedRun run(kindOf(address()), address());
    QVERIFY(run.waitFor(NoticeType::Failed));
    QVERIFY2(run.text(NoticeType::Failed).contains("?cert="), run.text(NoticeType::Failed).constData());
}

void tst_LinesTls::aClientCertificateOpensTheDoor()
{
    const QString problem = serve(Certificates::Kind::Good, {u"-Verify"_s, u"1"_s, u"-verify_return_error"_s,
                                                             u"-CAfile"_s, m_certificates.authority()});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString url = address(u"&cert=%1&key=%2"_s.arg(m_certificates.certificate(Certificates::Kind::Good),
                                                         m_certificates.key(Certificates::Kind::Good)));
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_server.say("come in\n");
    QVERIFY(run.waitForData(1));
}

void tst_LinesTls::aMissingFileIsExplained()
{
    const QString url = u"tls://127.0.0.1:%1?ca=/no/such/file.pem"_s.arg(m_port);
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Failed));
    QVERIFY(run.text(NoticeType::Failed).contains("/no/such/file.pem"));
}

QTEST_GUILESS_MAIN(tst_LinesTls)
#include "tst_LinesTls.moc"
