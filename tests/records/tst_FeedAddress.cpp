// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FeedAddress.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_FeedAddress : public QObject
{
    Q_OBJECT

private:
    static FeedAddress parsed(const QString &text)
    {
        const auto address = FeedAddress::parse(text);
        if (!address)
            qFatal("%s", qPrintable(address.error()));
        return *address;
    }

private Q_SLOTS:
    void anAddressHasItsParts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shortName");
        const auto row = [](const QString &text, const QString &scheme, const QString &user, const QString &host,
                            int port, const QString &path, const QString &shortName) {
            QTest::newRow(qPrintable(text)) << text << scheme << user << host << port << path << shortName;
        };
        row(u"irc://irc.libera.chat/#qt"_s, u"irc"_s, {}, u"irc.libera.chat"_s, 0, u"#qt"_s, u"#qt"_s);
        row(u"irc://irc.libera.chat/%23qt"_s, u"irc"_s, {}, u"irc.libera.chat"_s, 0, u"#qt"_s, u"#qt"_s);
        row(u"ircs://alice@host:6697/#a,#b,##c"_s, u"ircs"_s, u"alice"_s, u"host"_s, 6697, u"#a,#b,##c"_s,
            u"#a,#b,##c"_s);
        row(u"IRC://Host/#Qt"_s, u"irc"_s, {}, u"host"_s, 0, u"#Qt"_s, u"#Qt"_s);
        row(u"mqtt://broker/#"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"#"_s, u"#"_s);
        row(u"mqtt://broker:1884/lab/+/temp/#?qos=1"_s, u"mqtt"_s, {}, u"broker"_s, 1884, u"lab/+/temp/#"_s,
            u"lab/+/temp/#"_s);
        row(u"mqtt://broker//leading"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"/leading"_s, u"/leading"_s);
        row(u"mqtt://broker"_s, u"mqtt"_s, {}, u"broker"_s, 0, {}, u"broker"_s);
        row(u"mqtt://[2001:db8::1]:1883/a"_s, u"mqtt"_s, {}, u"2001:db8::1"_s, 1883, u"a"_s, u"a"_s);
        row(u"irc://[::1]/#x"_s, u"irc"_s, {}, u"::1"_s, 0, u"#x"_s, u"#x"_s);
        row(u"mqtt://broker/k%C3%BCche/a%20b"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"küche/a b"_s, u"küche/a b"_s);
        row(u"mqtt://broker/küche/a b"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"küche/a b"_s, u"küche/a b"_s);
        row(u"mqtt://broker/what%3Fis/100%25"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"what?is/100%"_s, u"what?is/100%"_s);
        row(u"mqtt://broker/a%2Fb"_s, u"mqtt"_s, {}, u"broker"_s, 0, u"a/b"_s, u"a/b"_s);
        row(u"system:"_s, u"system"_s, {}, {}, 0, {}, u"system"_s);
        row(u"system:cpu"_s, u"system"_s, {}, {}, 0, u"cpu"_s, u"cpu"_s);
        row(u"capture:/home/a/My Files/x.livebelt?speed=2"_s, u"capture"_s, {}, {}, 0, u"/home/a/My Files/x.livebelt"_s,
            u"x.livebelt"_s);
        row(u"capture:///home/x.livebelt"_s, u"capture"_s, {}, {}, 0, u"/home/x.livebelt"_s, u"x.livebelt"_s);
        row(u"capture:/tmp/#1.livebelt"_s, u"capture"_s, {}, {}, 0, u"/tmp/#1.livebelt"_s, u"#1.livebelt"_s);
        row(u"capture:relative.livebelt"_s, u"capture"_s, {}, {}, 0, u"relative.livebelt"_s, u"relative.livebelt"_s);
        row(u"  system:cpu  "_s, u"system"_s, {}, {}, 0, u"cpu"_s, u"cpu"_s);
    }

    void anAddressHasItsParts()
    {
        QFETCH(QString, text);
        QFETCH(QString, scheme);
        QFETCH(QString, user);
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QString, path);
        QFETCH(QString, shortName);
        const FeedAddress address = parsed(text);
        QCOMPARE(address.scheme(), scheme);
        QCOMPARE(address.user(), user);
        QCOMPARE(address.host(), host);
        QCOMPARE(int(address.port(0)), port);
        QCOMPARE(address.path(), path);
        QCOMPARE(address.shortName(), shortName);
        const FeedAddress again = parsed(address.toString());
        QCOMPARE(again, address);
        QCOMPARE(again.path(), path);
        QCOMPARE(again.toString(), address.toString());
    }

    void manySpellingsAreOneAddress()
    {
        QCOMPARE(parsed(u"irc://host/#qt"_s), parsed(u"irc://host/%23qt"_s));
        QCOMPARE(parsed(u"irc://host/#qt"_s).toString(), parsed(u"IRC://HOST/%23qt"_s).toString());
        QCOMPARE(parsed(u"mqtt://host/a b"_s).toString(), parsed(u"mqtt://host/a%20b"_s).toString());
        QCOMPARE(parsed(u"mqtt://host/ä"_s).toString(), parsed(u"mqtt://host/%c3%a4"_s).toString());
        QVERIFY(!(parsed(u"irc://host/#qt"_s) == parsed(u"irc://host/#QT"_s)));
    }

    void theQueryIsDecoded()
    {
        const FeedAddress address = parsed(u"mqtt://host/#?qos=1&filter=a%26b%3Dc&empty=&x=1%2B1&hash=#1"_s);
        QCOMPARE(address.path(), u"#"_s);
        QCOMPARE(address.query(u"qos"_s), u"1"_s);
        QCOMPARE(address.query(u"filter"_s), u"a&b=c"_s);
        QCOMPARE(address.query(u"x"_s), u"1+1"_s);
        QCOMPARE(address.query(u"hash"_s), u"#1"_s);
        QCOMPARE(address.query(u"empty"_s, u"otherwise"_s), QString());
        QCOMPARE(address.query(u"absent"_s, u"otherwise"_s), u"otherwise"_s);
        QVERIFY(address.hasQuery(u"empty"_s));
        QVERIFY(!address.hasQuery(u"absent"_s));
    }

    void aServersUrlIsLeftAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const QString &text, const QString &url, const QString &canonical = {}) {
            QTest::newRow(qPrintable(text)) << text << url << (canonical.isEmpty() ? text : canonical);
        };
        row(u"sse+https://h.example/v1/events?order=desc"_s, u"https://h.example/v1/events?order=desc"_s);
        row(u"sse+http://h/a?b=&&c&=d&b=%2f%2F%7e%41+%20;[x]=y"_s, u"http://h/a?b=&&c&=d&b=%2f%2F%7e%41+%20;[x]=y"_s);
        row(u"poll+http://h:8080/a%2Fb/./../c//d?"_s, u"http://h:8080/a%2Fb/./../c//d?"_s);
        row(u"wss://h/ws?k=1&method=get&parse=#first=a"_s, u"wss://h/ws?k=1&method=get&parse="_s);
        row(u"ws://[::1]:80?x"_s, u"ws://[::1]:80?x"_s);
        row(u"ws://h"_s, u"ws://h"_s);
        row(u"ndjson+https://ada@h/a"_s, u"https://h/a"_s);
        row(u"NDJSON+HTTPS://H.Example/A#Parse=X"_s, u"https://h.example/A"_s, u"ndjson+https://h.example/A#Parse=X"_s);
        row(u"ws://h/a b?ä={%zz%"_s, u"ws://h/a%20b?%C3%A4=%7B%25zz%25"_s, u"ws://h/a%20b?%C3%A4=%7B%25zz%25"_s);
        row(u"ws://h/\U0001F600"_s, u"ws://h/%F0%9F%98%80"_s, u"ws://h/%F0%9F%98%80"_s);
        row(u"ws://h/#"_s, u"ws://h/"_s, u"ws://h/"_s);
    }

    void aServersUrlIsLeftAsItIs()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        QFETCH(QString, canonical);
        const FeedAddress address = parsed(text);
        QCOMPARE(address.serverUrl(), url);
        QVERIFY(url.endsWith(address.serverTarget()));
        QCOMPARE(address.toString(), canonical);
        QCOMPARE(parsed(canonical), address);
    }

    void optionsOfAServersAddressStandBehindTheHash()
    {
        const FeedAddress address =
            parsed(u"wss://ada@h:81/p%20q?a=1#first={\"a\":%231}&first=x%26y=z&empty=&bare&&plus=1+1&slash=/a?b#c"_s);
        QCOMPARE(address.user(), u"ada"_s);
        QCOMPARE(address.host(), u"h"_s);
        QCOMPARE(int(address.port(0)), 81);
        QCOMPARE(address.path(), u"p q"_s);
        QCOMPARE(address.queries(u"first"_s), QStringList({u"{\"a\":#1}"_s, u"x&y=z"_s}));
        QVERIFY(address.hasQuery(u"empty"_s) && address.hasQuery(u"bare"_s) && !address.hasQuery(u"a"_s));
        QCOMPARE(address.query(u"plus"_s), u"1+1"_s);
        QCOMPARE(address.query(u"slash"_s), u"/a?b#c"_s);
        QCOMPARE(address.options().size(), 6);
        const FeedAddress again = parsed(address.toString());
        QCOMPARE(again, address);
        QCOMPARE(again.options(), address.options());
    }

    void otherAddressesHaveNoServersUrl()
    {
        for (const QString &text : {u"mqtt+ws://h/a#b?qos=1"_s, u"irc://h/#a?nick=b"_s, u"https://h/a"_s}) {
            QCOMPARE(parsed(text).serverUrl(), QString());
            QCOMPARE(parsed(text).serverTarget(), QString());
        }
        QCOMPARE(parsed(u"mqtt+ws://h/a#b?qos=1"_s).query(u"qos"_s), u"1"_s);
        QCOMPARE(parsed(u"mqtt+ws://h/a#b?qos=1"_s).path(), u"a#b"_s);
    }

    void oneOptionIsChangedAndAllElseStays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("changed");
        QTest::newRow("in its place") << u"mqtt://h/%23?qos=1&parse=json&x=a%26b"_s << u"csv"_s
                                      << u"mqtt://h/%23?qos=1&parse=csv&x=a%26b"_s;
        QTest::newRow("behind the others")
            << u"tcp://h:1?frame=line"_s << u"json"_s << u"tcp://h:1?frame=line&parse=json"_s;
        QTest::newRow("the only one") << u"tcp://h:1"_s << u"a&b#c=d e"_s << u"tcp://h:1?parse=a%26b%23c=d%20e"_s;
        QTest::newRow("taken away") << u"tcp://h:1?parse=json"_s << QString() << u"tcp://h:1"_s;
        QTest::newRow("given twice") << u"tcp://h:1?parse=json&a=1&parse=csv"_s << u"text"_s
                                     << u"tcp://h:1?parse=text&a=1"_s;
        QTest::newRow("of a server's URL")
            << u"sse+http://h/e?parse=7#every=1s"_s << u"json"_s << u"sse+http://h/e?parse=7#every=1s&parse=json"_s;
    }

    void oneOptionIsChangedAndAllElseStays()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        const FeedAddress address = parsed(text).with(u"parse"_s, value);
        QTEST(address.toString(), "changed");
        QCOMPARE(address.query(u"parse"_s), value);
        QCOMPARE(parsed(address.toString()), address);
        QCOMPARE(parsed(address.toString()).query(u"parse"_s), value);
    }

    void aPasswordIsRefusedAndNotRepeated()
    {
        for (const QString &text :
             {u"irc://alice:s3cret@host/#qt"_s, u"mqtt://alice:s3cret@[::1]/a"_s, u"mqtt://:s3cret@host/a"_s,
              u"mqtt://host/a?qos=1&password=s3cret"_s, u"ws://ada:s3cret@h/"_s, u"ws://h/?password=s3cret"_s,
              u"ws://h/#passwd=s3cret"_s}) {
            const auto address = FeedAddress::parse(text);
            QVERIFY2(!address, qPrintable(text));
            QVERIFY2(address.error().contains(u"password"), qPrintable(address.error()));
            QVERIFY2(!address.error().contains(u"s3cret"), qPrintable(address.error()));
        }
    }

    void aPasswordInABrokenAddressIsNotRepeatedEither()
    {
        for (const QString &text : {u"irc://alice:s3cret@ho st:99999999/#qt"_s, u"mqtt://alice:s3cret@[::1/a"_s}) {
            const auto address = FeedAddress::parse(text);
            QVERIFY2(!address, qPrintable(text));
            QVERIFY2(!address.error().contains(u"s3cret"), qPrintable(address.error()));
        }
    }

    void whatIsNoAddressIsRefused()
    {
        for (const QString &text : {u""_s, u"   "_s, u"hello"_s, u"/var/log/syslog"_s, u"irc://host:notaport/"_s,
                                    u"mqtt://[::1/"_s, u"ws://[::1/"_s, u"://host"_s, u"#channel"_s}) {
            const auto address = FeedAddress::parse(text);
            QVERIFY2(!address, qPrintable(text));
            QVERIFY2(address.error().contains(u"irc://"), qPrintable(address.error()));
        }
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_FeedAddress)
#include "tst_FeedAddress.moc"
