// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcKind.h"
#include "tests/irc/FakeServer.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

QString addressOf(quint16 port, const QString &rest = u"#chat"_s)
{
    return u"irc://127.0.0.1:%1/%2"_s.arg(port).arg(rest);
}

Records said(const FeedRun &run)
{
    Records said;
    for (const Record &record : run.records()) {
        if (record.kind == RecordKind::Message && !fieldValue(record.fields, "channel").isEmpty())
            said.push_back(record);
    }
    return said;
}

bool hasJoined(const FeedRun &run, const QByteArray &channel = "#chat")
{
    return waitUntil([&] {
        return std::any_of(run.records().begin(), run.records().end(), [&](const Record &record) {
            return fieldValue(record.fields, "command") == "366" && fieldValue(record.fields, "channel") == channel;
        });
    });
}

} // namespace

/// What a person writes, through real servers.
class tst_IrcSending : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void othersReadItAndItComesBackOnce_data()
    {
        QTest::addColumn<bool>("echoes"); // inspircd has echo-message, ngircd has not
        QTest::newRow("ngircd") << false;
        QTest::newRow("inspircd") << true;
    }
    void othersReadItAndItComesBackOnce()
    {
        QFETCH(const bool, echoes);
        Ngircd ngircd;
        Inspircd inspircd;
        QVERIFY(echoes ? inspircd.start() : ngircd.start());
        const quint16 port = echoes ? inspircd.port() : ngircd.port();
        IrcClient alice;
        QVERIFY(alice.enter(port, "alice"));
        QVERIFY(alice.join("#chat"));
        FeedRun run(ircKind(), addressOf(port));
        QVERIFY(hasJoined(run));

        QVERIFY2(run.send("hello, world"), qPrintable(run.sendError()));
        QVERIFY(alice.waitFor("PRIVMSG #chat :hello, world"));
        QVERIFY2(run.send("/me waves", u"#chat"_s), qPrintable(run.sendError()));
        QVERIFY(alice.waitFor("\x01"
                              "ACTION waves\x01"));
        QVERIFY2(run.send("psst", u"alice"_s), qPrintable(run.sendError()));
        QVERIFY(alice.waitFor("PRIVMSG alice :psst"));
        alice.send("PRIVMSG #chat :well");
        QVERIFY(waitUntil([&] { return said(run).size() >= 3; }));
        const Records all = said(run);
        QCOMPARE(all.size(), 3u);
        QCOMPARE(all[0].text, "hello, world");
        QCOMPARE(all[0].subject, "livebelt");
        QCOMPARE(all[1].text, "waves");
        QCOMPARE(fieldValue(all[1].fields, "action"), "true");
        QVERIFY(fieldValue(all[1].fields, "label").isEmpty());
        QCOMPARE(all[2].text, "well");
        QCOMPARE(fieldValue(all[0].fields, "msgid").isEmpty(), !echoes);
    }

    void aLongTextArrivesWhole()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedRun writer(ircKind(), addressOf(server.port(), u"#chat?nick=writer"_s));
        FeedRun reader(ircKind(), addressOf(server.port(), u"#chat?nick=reader"_s));
        QVERIFY(hasJoined(writer) && hasJoined(reader));
        const QByteArray text = QByteArray("\xe2\x82\xac\xc3\xa9x").repeated(250); // 1500 bytes, no space
        QVERIFY2(writer.send(text), qPrintable(writer.sendError()));
        QVERIFY(waitUntil([&] {
            QByteArray whole;
            for (const Record &record : said(reader))
                whole += record.text;
            return whole == text;
        }));
        QCOMPARE(said(reader).size(), 4u);
        QCOMPARE(said(writer).size(), 4u);
    }

    void aRefusalIsSaid_data()
    {
        QTest::addColumn<bool>("labels");
        QTest::newRow("ngircd") << false;
        QTest::newRow("inspircd") << true;
    }
    void aRefusalIsSaid()
    {
        QFETCH(const bool, labels);
        Ngircd ngircd;
        Inspircd inspircd;
        QVERIFY(labels ? inspircd.start() : ngircd.start());
        const quint16 port = labels ? inspircd.port() : ngircd.port();
        IrcClient alice;
        QVERIFY(alice.enter(port, "alice"));
        QVERIFY(alice.join("#chat"));
        alice.send("MODE #chat +m");
        QVERIFY(alice.waitFor("+m"));
        FeedRun run(ircKind(), addressOf(port));
        QVERIFY(hasJoined(run));
        QVERIFY(!run.send("let me speak"));
        QVERIFY2(run.sendError().contains(u"does not pass it on to #chat"_s), qPrintable(run.sendError()));
        QVERIFY(!run.send("psst", u"nobody"_s));
        QVERIFY2(run.sendError().contains(u"to nobody"_s), qPrintable(run.sendError()));
        QVERIFY(!run.send("hi", u"no nick"_s));
        QVERIFY2(run.sendError().contains(u"neither a channel nor a nick"_s), qPrintable(run.sendError()));
        QVERIFY(said(run).empty());
        alice.send("MODE #chat -m");
        QVERIFY(alice.waitFor("-m"));
        QVERIFY2(run.send("thank you"), qPrintable(run.sendError()));
    }

    void severalChannelsAndNoConnection()
    {
        FakeServer server;
        FeedRun run(ircKind(), addressOf(server.port(), u"#chat,#other"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(!run.send("to whom?"));
        QVERIFY2(run.sendError().contains(u"Say which channel"_s), qPrintable(run.sendError()));
        server.vanish();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY(!run.send("hello", u"#chat"_s));
        QVERIFY2(run.sendError().contains(u"no connection"_s), qPrintable(run.sendError()));
    }

    void aLostConnectionAnswers()
    {
        FakeServer server;
        FeedRun run(ircKind(), addressOf(server.port()));
        QVERIFY(hasJoined(run));
        server.answersPings = false;
        server.answer = [&](const QByteArrayList &words) {
            if (words[0] == "PRIVMSG")
                server.hangUp();
            return QByteArray();
        };
        QVERIFY(!run.send("hello"));
        QVERIFY2(run.sendError().contains(u"connection was lost"_s), qPrintable(run.sendError()));
    }
};

QTEST_GUILESS_MAIN(tst_IrcSending)
#include "tst_IrcSending.moc"
