// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcAddress.h"
#include "sources/irc/IrcKind.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

Result<IrcAddress> check(const QString &text, const Credentials &credentials = {})
{
    const Result<FeedAddress> address = FeedAddress::parse(text);
    return address ? IrcAddress::check(*address, credentials) : Result<IrcAddress>(Failure{address.error()});
}

} // namespace

class tst_IrcAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryForm()
    {
        const auto plain = check(u"irc://irc.example.org/#chat"_s);
        QVERIFY2(plain, qPrintable(plain.error()));
        QCOMPARE(plain->host, u"irc.example.org"_s);
        QCOMPARE(plain->port, 6667);
        QVERIFY(!plain->tls);
        QCOMPARE(plain->channels, QList<QByteArray>{"#chat"});
        QCOMPARE(plain->nick, "livebelt");
        QCOMPARE(plain->where(), u"irc.example.org:6667"_s);

        const auto full = check(u"ircs://me@[::1]:7000/%23chat,#two,&three?nick=other&ca=/etc/ca.pem"_s);
        QVERIFY2(full, qPrintable(full.error()));
        QCOMPARE(full->host, u"::1"_s);
        QCOMPARE(full->port, 7000);
        QVERIFY(full->tls);
        QCOMPARE(full->channels, (QList<QByteArray>{"#chat", "#two", "&three"}));
        QCOMPARE(full->nick, "other");
        QCOMPARE(full->user, "me");
        QCOMPARE(full->network.authorities, u"/etc/ca.pem"_s);
        QCOMPARE(full->where(), u"[::1]:7000"_s);

        QCOMPARE(check(u"ircs://h/#c"_s)->port, 6697);
        QCOMPARE(check(u"irc://me@h/#c"_s)->nick, "me");
        QCOMPARE(check(u"irc://h/##c"_s)->channels, QList<QByteArray>{"##c"});
        QCOMPARE(check(u"irc://h/#café"_s)->channels, QList<QByteArray>{"#café"});
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("words");
        QTest::newRow("no host") << u"irc:///#chat"_s << u"names no server"_s;
        QTest::newRow("no channel") << u"irc://host"_s << u"names no channel"_s;
        QTest::newRow("slash only") << u"irc://host/"_s << u"names no channel"_s;
        QTest::newRow("no #") << u"irc://host/chat"_s << u"“chat” is no channel"_s;
        QTest::newRow("space") << u"irc://host/#my%20chat"_s << u"“#my chat” is no channel"_s;
        QTest::newRow("line break") << u"irc://host/#a%0D%0AQUIT"_s << u"is no channel"_s;
        QTest::newRow("just #") << u"irc://host/#"_s << u"“#” is no channel"_s;
        QTest::newRow("nick") << u"irc://host/#c?nick=9lives"_s << u"“9lives” is no nick"_s;
        QTest::newRow("nick with a line break") << u"irc://host/#c?nick=a%0AQUIT"_s << u"is no nick"_s;
        QTest::newRow("empty nick") << u"irc://host/#c?nick="_s << u"is no nick"_s;
        QTest::newRow("history") << u"irc://host/#c?history=many"_s << u"no number of messages"_s;
        QTest::newRow("encoding") << u"irc://host/#c?encoding=klingon"_s << u"no encoding “klingon”"_s;
        QTest::newRow("way to log in") << u"irc://host/#c?auth=magic"_s << u"no way to log in"_s;
        QTest::newRow("port") << u"irc://host:0/#c"_s << u"Port 0"_s;
        QTest::newRow("other kind") << u"mqtt://host/#c"_s << u"begins with irc://"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, words);
        const auto checked = check(address);
        QVERIFY(!checked);
        QVERIFY2(checked.error().contains(words), qPrintable(checked.error()));
    }

    void sendsNoPasswordInTheClear()
    {
        const Credentials secret{u"me"_s, u"sesame"_s};
        const auto open = check(u"irc://irc.example.org/#c"_s, secret);
        QVERIFY(!open);
        QVERIFY2(open.error().contains(u"ircs://"_s) && !open.error().contains(u"sesame"_s), qPrintable(open.error()));
        QVERIFY(check(u"ircs://irc.example.org/#c"_s, secret));
        QVERIFY(check(u"irc://localhost/#c"_s, secret));
        QVERIFY(check(u"irc://127.0.0.1/#c"_s, secret));
        QVERIFY(check(u"irc://[::1]/#c"_s, secret));
        QVERIFY(!check(u"irc://localhost.example.org/#c"_s, secret));
        QVERIFY(!check(u"ircs://h/#c"_s, {u"me"_s, u"two\r\nlines"_s}));
    }

    void logsInToTheAccountNamed()
    {
        QCOMPARE(check(u"ircs://h/#c"_s, {u"me"_s, u"pw"_s})->account, "me");
        QCOMPARE(check(u"ircs://me@h/#c"_s, {{}, u"pw"_s})->account, "me");
        QCOMPARE(check(u"ircs://other@h/#c"_s, {u"me"_s, u"pw"_s})->account, "me");
        QCOMPARE(check(u"ircs://me@h/#c"_s)->account, "");
    }

    void theServersPasswordNeedsNoUser()
    {
        const auto server = check(u"ircs://h/#c?auth=server"_s, {{}, u"pw"_s});
        QVERIFY2(server, qPrintable(server.error()));
        QCOMPARE(server->auth, IrcAddress::Auth::Server);
        QCOMPARE(server->account, "");
        QCOMPARE(server->user, "livebelt");
        QCOMPARE(check(u"ircs://:$PASSWORD@h/#c"_s, {{}, u"pw"_s})->auth, IrcAddress::Auth::Server);
        const auto bouncer = check(u"ircs://alice%2Flibera@h/#c?auth=server"_s, {{}, u"pw"_s});
        QCOMPARE(bouncer->user, "alice/libera"); // as ZNC wants it
        QCOMPARE(bouncer->nick, "livebelt");
        const auto unclear = check(u"ircs://h/#c"_s, {{}, u"pw"_s});
        QVERIFY(!unclear);
        QVERIFY2(unclear.error().contains(u"auth=server"_s), qPrintable(unclear.error()));
        QCOMPARE(check(u"ircs://me@h/#c?auth=nickserv"_s, {{}, u"pw"_s})->auth, IrcAddress::Auth::NickServ);
        QCOMPARE(check(u"ircs://me@h/#c?auth=nickserv"_s)->auth, IrcAddress::Auth::None);
        QVERIFY(!check(u"irc://example.org/#c?auth=server"_s, {{}, u"pw"_s}));
        QVERIFY(!check(u"ircs://h/#c?auth=header"_s));
    }

    void takesChannelKeysInTheOrderOfTheLockedChannels()
    {
        Credentials keys;
        keys.channelKeys = u"one, two"_s;
        const auto keyed = check(u"ircs://h/#a,#Ops,#c?locked=#c,#ops"_s, keys);
        QVERIFY2(keyed, qPrintable(keyed.error()));
        QCOMPARE(keyed->keys, (QHash<QByteArray, QByteArray>{{"#c", "one"}, {"#ops", "two"}}));
        QVERIFY(check(u"ircs://h/#a?locked=#a"_s)->keys.isEmpty());
        for (const QString &address : {u"ircs://h/#a?locked=#a"_s, u"ircs://h/#a,#b?locked=#a,#x"_s,
                                       u"irc://example.org/#a,#b?locked=#a,#b"_s}) {
            const auto wrong = check(address, keys);
            QVERIFY2(!wrong, qPrintable(address));
            QVERIFY2(!wrong.error().contains(u"two"_s), qPrintable(wrong.error()));
        }
    }

    void theKindOpensItsOwnExample()
    {
        const FeedKind kind = ircKind();
        const auto address = FeedAddress::parse(kind.description.example);
        QVERIFY(address);
        QVERIFY(kind.description.schemes.contains(address->scheme()));
        const auto feed = kind.open(*address, {});
        QVERIFY2(feed, qPrintable(feed.error()));
        QVERIFY(!kind.open(*FeedAddress::parse(u"irc://host"_s), {}));
    }
};

QTEST_GUILESS_MAIN(tst_IrcAddress)
#include "tst_IrcAddress.moc"
