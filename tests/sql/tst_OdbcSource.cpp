// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/OdbcSource.h"
#include "sources/sql/SqlKind.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// What an ODBC address has loaded or run.
class tst_OdbcSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatRunsSomethingIsSaid_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("runs");
        QTest::newRow("a DSN") << u"odbc:mydata?table=t"_s << QString();
        QTest::newRow("a DSN, spelled out") << u"odbc:DSN=mydata;UID=me;Database=x?table=t"_s << QString();
        QTest::newRow("a library") << u"odbc:Driver=/tmp/evil.so;Database=x?table=t"_s
                                   << u"loads the database driver /tmp/evil.so"_s;
        QTest::newRow("a library, in other letters")
            << u"odbc:dRiVeR = {/tmp/evil.so};x=y?table=t"_s << u"loads the database driver {/tmp/evil.so}"_s;
        QTest::newRow("a library, encoded")
            << u"odbc:Driver%3D/tmp/evil.so?table=t"_s << u"loads the database driver /tmp/evil.so"_s;
        QTest::newRow("behind a DSN") << u"odbc:DSN=mydata;Driver=/tmp/evil.so?table=t"_s
                                      << u"loads the database driver /tmp/evil.so"_s;
        QTest::newRow("a driver that is installed")
            << u"odbc:Driver=SQLite3;Database=/x?table=t"_s << u"loads the database driver SQLite3"_s;
        for (const char *attribute :
             {"LoadExt=/tmp/evil.so", "FILEDSN=/tmp/x.dsn", "SAVEFILE=/tmp/x", "Setup=/tmp/x.so", "TraceDLL=/tmp/x.so",
              "ConnSettings=DELETE", "PLUGIN_DIR=/tmp", "INITSTMT=x", "Database={a;LoadExt=/tmp/evil.so}"}) {
            QTest::newRow(attribute) << u"odbc:DSN=mydata;%1?table=t"_s.arg(QLatin1StringView(attribute))
                                     << u"settings that may load or run something"_s;
        }
        QTest::newRow("no DSN") << u"odbc:Database=x?table=t"_s << u"has a database driver chosen"_s;
        QTest::newRow("an empty DSN") << u"odbc:DSN=;Database=x?table=t"_s << u"has a database driver chosen"_s;
    }
    void whatRunsSomethingIsSaid()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, runs);
        const auto parsed = FeedAddress::parse(address);
        QVERIFY(parsed);
        const QString said = whatOdbcRuns(*parsed);
        QVERIFY2(runs.isEmpty() ? said.isEmpty() : said.contains(runs), qPrintable(said));
    }

    /// libpq loads an OpenSSL engine for such a key, GnuTLS a PKCS#11 module.
    void aKeyIsAFile()
    {
        for (const QString &option :
             {u"key=../../tmp/evil:x"_s, u"key=pkcs11:module-path=/tmp/evil.so"_s, u"cert=engine:x"_s, u"ca=a:b"_s}) {
            for (const QString &kind : {u"postgresql"_s, u"mysql"_s}) {
                const auto address = FeedAddress::parse(kind + u"://db.example/x?table=t&"_s + option);
                const auto feed = sqlKind(kind).open(*address, {});
                QVERIFY(!feed);
                QVERIFY2(feed.error().contains(u"names a file"_s), qPrintable(feed.error()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_OdbcSource)
#include "tst_OdbcSource.moc"
