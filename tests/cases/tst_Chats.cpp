// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcKind.h"
#include "sources/irc/twitch/TwitchRecords.h"
#include "tests/cases/Wanted.h"
#include "tests/irc/FakeServer.h"
#include "tests/support/FeedRun.h"

#include <QJsonArray>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What chat servers send, and what the records of it must say: chat.jsonl.
class tst_Chats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatItShould_data();
    void saysWhatItShould();

private:
    static Records ofTwitch(const QByteArray &lines);
    static Records ofIrc(QByteArray lines);
};

Records tst_Chats::ofTwitch(const QByteArray &lines)
{
    Records records;
    for (const QByteArray &line : lines.split('\n')) {
        if (std::optional<Record> record = twitchRecord(IrcMessage::parse(line), line, 1))
            records.push_back(*std::move(record));
    }
    return records;
}

Records tst_Chats::ofIrc(QByteArray lines)
{
    FakeServer server;
    server.capabilities = "message-tags server-time batch";
    FeedRun run(ircKind(), u"irc://mira@127.0.0.1:%1/#belt?history=0"_s.arg(server.port()));
    if (!QTest::qWaitFor([&] { return server.received.contains("JOIN #belt"); }, 30'000))
        qFatal("it does not join");
    lines.replace("{nick}", "mira").replace('\n', "\r\n");
    server.send(lines + "\r\n:bob!u@h PRIVMSG #belt :the end\r\n");
    const auto isOver = [&] { return run.dataCount() > 0 && run.data().back().text == "the end"; };
    if (!QTest::qWaitFor(isOver, 30'000))
        qFatal("it does not arrive");
    Records records = run.data();
    records.pop_back();
    std::erase_if(records, [&](const Record &record) { // the welcome
        return !lines.contains(record.raw);
    });
    return records;
}

void tst_Chats::saysWhatItShould_data()
{
    QTest::addColumn<QJsonObject>("given");
    for (const QJsonObject &given : casesOf(u"chat.jsonl"_s))
        QTest::newRow(given.value(u"about").toString().toUtf8()) << given;
}

void tst_Chats::saysWhatItShould()
{
    QFETCH(QJsonObject, given);
    const QByteArray lines = given.value(u"in").toString().toUtf8();
    const Records records = given.value(u"kind").toString() == u"twitch" ? ofTwitch(lines) : ofIrc(lines);
    const QJsonArray wanted = given.value(u"want").toArray();
    QCOMPARE(records.size(), size_t(wanted.size()));
    for (size_t i = 0; i < records.size(); ++i) {
        const QString found = difference(records[i], wanted.at(int(i)).toObject());
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }
}

QTEST_GUILESS_MAIN(tst_Chats)
#include "tst_Chats.moc"
