// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlKind.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_SqlAddress : public QObject
{
    Q_OBJECT

private:
    static Result<SqlAddress> parse(const QString &text) { return SqlAddress::from(*FeedAddress::parse(text)); }

private Q_SLOTS:
    void readsWhatAServerNeeds()
    {
        const auto address =
            parse(u"postgresql://me@db.example/shop?table=public.or\"ders&after=id&since=5&every=500ms&"
                  "subject=who&listen=a&listen=b&timeout=3s"_s);
        QVERIFY2(address, qPrintable(address.error()));
        QVERIFY(address->database == SqlDatabase::PostgreSql);
        QCOMPARE(address->host, u"db.example"_s);
        QCOMPARE(address->port, 5432);
        QCOMPARE(address->name, u"shop"_s);
        QCOMPARE(address->user, u"me"_s);
        QVERIFY(address->isEncrypted);
        QCOMPARE(address->statement.text, "SELECT * FROM \"public\".\"or\"\"ders\"");
        QCOMPARE(address->after, "id");
        QCOMPARE(address->names.subject, "who");
        QCOMPARE(address->since->text, "5");
        QCOMPARE(address->every.count(), 500);
        QCOMPARE(address->channels, (QList<QByteArray>{"a", "b"}));
        QCOMPARE(address->timeout.count(), 3000);
        QCOMPARE(address->where(), u"db.example:5432"_s);
    }

    void theWayToThisMachineNeedsNoTls()
    {
        QVERIFY(!parse(u"mysql://localhost/x?query=SELECT 1"_s)->isEncrypted);
        QVERIFY(!parse(u"mysql:///x?query=SELECT 1"_s)->isEncrypted);
        QVERIFY(parse(u"mysql://[2001:db8::1]/x?query=SELECT 1"_s)->isEncrypted);
        QVERIFY(parse(u"mysql://localhost/x?query=SELECT 1&ca=/f"_s)->isEncrypted);
        QVERIFY(!parse(u"mysql://far/x?query=SELECT 1&tls=off"_s)->isEncrypted);
        QCOMPARE(parse(u"mysql://[2001:db8::1]/x?query=SELECT 1"_s)->where(), u"[2001:db8::1]:3306"_s);
    }

    void readsFilesAndSources()
    {
        QCOMPARE(parse(u"sqlite:/a b/c.db?table=t"_s)->name, u"/a b/c.db"_s);
        QCOMPARE(parse(u"sqlite:///a/c.db?table=t"_s)->name, u"/a/c.db"_s);
        QCOMPARE(parse(u"odbc:mine?table=t"_s)->name, u"mine"_s);
        QCOMPARE(parse(u"odbc:Driver=SQLite3;Database=/x.db?table=t"_s)->name, u"Driver=SQLite3;Database=/x.db"_s);
        QVERIFY(!parse(u"sqlite:/x?table=t"_s)->isFollowed());
        QVERIFY(parse(u"postgresql:///x?listen=c"_s)->isFollowed());
        QCOMPARE(parse(u"postgresql:///x?listen=c"_s)->every.count(), 0);
        QVERIFY(parse(u"sqlite:/x?table=t&after=id&since=newest"_s)->startsAtNewest);
    }

    void refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("words");
        QTest::newRow("no query") << u"sqlite:/x"_s << u"There is no query"_s;
        QTest::newRow("no file") << u"sqlite:?table=t"_s << u"names no file"_s;
        QTest::newRow("no source") << u"odbc:?table=t"_s << u"names no data source"_s;
        QTest::newRow("no database") << u"postgresql://h?table=t"_s << u"names no database"_s;
        QTest::newRow("password") << u"odbc:Driver=x;PWD=y?table=t"_s << u"Leave the password out"_s;
        QTest::newRow("tls") << u"mysql://h/d?table=t&tls=maybe"_s << u"tls is verify or off"_s;
        QTest::newRow("both") << u"mysql://h/d?table=t&socket=/s"_s << u"not both"_s;
        QTest::newRow("proxy") << u"mysql://h/d?table=t&proxy=socks5://p"_s << u"ssh -L"_s;
        QTest::newRow("port") << u"mysql://h:0/d?table=t"_s << u"Port 0"_s;
        QTest::newRow("channel") << u"sqlite:/x?table=t&listen=c"_s << u"Only PostgreSQL"_s;
        QTest::newRow("since") << u"sqlite:/x?table=t&since=4"_s << u"after=COLUMN"_s;
        QTest::newRow("after nothing") << u"postgresql:///x?listen=c&after=id"_s << u"follows a query"_s;
        QTest::newRow("every") << u"sqlite:/x?table=t&after=id&every=never"_s << u"every is a time"_s;
        QTest::newRow("too often") << u"sqlite:/x?table=t&after=id&every=1ms"_s << u"every is a time"_s;
        QTest::newRow("timeout") << u"sqlite:/x?table=t&timeout=0"_s << u"timeout is a time"_s;
    }
    void refusesWhatMakesNoSense()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, words);
        const auto parsed = parse(address);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().contains(words), qPrintable(parsed.error()));
    }

    void everyKindCanBeOpenedByItsExample()
    {
        const std::vector<FeedKind> kinds = sqlKinds();
        QCOMPARE(kinds.size(), 4u);
        for (const FeedKind &kind : kinds) {
            const auto address = FeedAddress::parse(kind.description.example);
            QVERIFY2(address, qPrintable(kind.description.example));
            const auto feed = kind.open(*address, {});
            QVERIFY2(feed, qPrintable(feed.error()));
        }
    }
};

QTEST_GUILESS_MAIN(tst_SqlAddress)
#include "tst_SqlAddress.moc"
