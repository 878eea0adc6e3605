// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/PostgresServer.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_PostgresTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_certificates.isValid(), m_certificates.error());
        QVERIFY2(m_server.start(), m_server.error());
    }

    void aServerWithoutTlsIsNotTalkedToInThePlain()
    {
        FeedRun run(m_kind, m_server.address(u"query=SELECT 1&tls=verify"_s), PostgresServer::credentials());
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains("does not speak TLS"), run.text(NoticeType::Failed).constData());
    }

    void theCertificateIsVerified_data()
    {
        QTest::addColumn<int>("certificate");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QByteArray>("words");
        using Kind = Certificates::Kind;
        QTest::newRow("good") << int(Kind::Good) << m_certificates.authority() << QByteArray();
        QTest::newRow("another authority")
            << int(Kind::Good) << m_certificates.otherAuthority() << QByteArray("signed by nobody");
        QTest::newRow("expired") << int(Kind::Expired) << m_certificates.authority() << QByteArray("expired on");
        QTest::newRow("expired, and of another authority")
            << int(Kind::Expired) << m_certificates.otherAuthority() << QByteArray("expired on");
        QTest::newRow("wrong host") << int(Kind::WrongHost) << m_certificates.authority()
                                    << QByteArray("for another name");
        const QString listed = m_certificates.authority() + u"&crl="_s + m_certificates.revocationList();
        QTest::newRow("revoked") << int(Kind::Revoked) << listed << QByteArray("has been revoked:");
        QTest::newRow("not revoked") << int(Kind::Good) << listed << QByteArray();
    }
    void theCertificateIsVerified()
    {
        QFETCH(const int, certificate);
        QFETCH(const QString, authority);
        QFETCH(const QByteArray, words);
        m_server.kill();
        const auto kind = Certificates::Kind(certificate);
        m_server.useTls(m_certificates.certificate(kind), m_certificates.key(kind));
        QVERIFY2(m_server.start(), m_server.error());
        FeedRun run(m_kind,
                    m_server.address(
                        u"query=SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()&ca=%1"_s.arg(authority)),
                    PostgresServer::credentials());
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains(words), run.text(NoticeType::Failed).constData());
        QCOMPARE(run.dataCount(), words.isEmpty() ? 1u : 0u);
        if (words.isEmpty())
            QVERIFY(run.data()[0].text.startsWith("TLSv1."));
    }

    void aClientShowsItsOwnCertificate()
    {
        using Kind = Certificates::Kind;
        m_server.kill();
        m_server.useTls(m_certificates.certificate(Kind::Good), m_certificates.key(Kind::Good),
                        m_certificates.authority());
        QVERIFY2(m_server.start(), m_server.error());
        const QTemporaryDir own;
        const QString key = own.filePath(u"client.key"_s);
        QVERIFY(QFile::copy(m_certificates.key(Kind::WrongHost), key));
        QVERIFY(QFile::setPermissions(key, QFile::ReadOwner)); // libpq takes no key that others may read
        const QString query =
            u"query=SELECT client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()&ca="_s + m_certificates.authority();
        FeedRun with(
            m_kind,
            m_server.address(query + u"&cert="_s + m_certificates.certificate(Kind::WrongHost) + u"&key="_s + key),
            PostgresServer::credentials());
        FeedRun without(m_kind, m_server.address(query), PostgresServer::credentials());
        QVERIFY(with.waitForEnd() && without.waitForEnd());
        QCOMPARE(with.dataCount(), 1u);
        QVERIFY2(fieldValue(with.data()[0].fields, "client_dn").contains("CN="), with.data()[0].fields);
        QCOMPARE(without.dataCount(), 1u);
        QCOMPARE(fieldValue(without.data()[0].fields, "client_dn"), "null");
    }

private:
    Certificates m_certificates;
    PostgresServer m_server;
    const FeedKind m_kind = sqlKind(u"postgresql"_s);
};

QTEST_GUILESS_MAIN(tst_PostgresTls)
#include "tst_PostgresTls.moc"
