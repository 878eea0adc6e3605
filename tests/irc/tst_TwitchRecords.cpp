// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/twitch/TwitchRecords.h"

#include <QFile>
#include <QTest>

using namespace livebelt;

namespace {

std::optional<Record> recordOf(const QByteArray &line)
{
    const IrcMessage message = IrcMessage::parse(line);
    return message.isValid() ? twitchRecord(message, line, 17) : std::nullopt;
}

/// kind|subject|text|fields, as in the file.
QByteArray print(const std::optional<Record> &record)
{
    if (!record)
        return {};
    QByteArrayList fields;
    for (const auto &[name, value] : fieldList(record->fields))
        fields += name.toUtf8() + '=' + value.toUtf8();
    return kindName(record->kind) + '|' + record->subject + '|' + record->text + '|' + fields.join(' ');
}

} // namespace

class tst_TwitchRecords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDocumentedForms_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("record");
        QFile file(QStringLiteral(LIVEBELT_SOURCE_DIR "/tests/irc/twitch/documented.txt"));
        QVERIFY(file.open(QFile::ReadOnly));
        QByteArray line;
        for (int number = 1; !file.atEnd(); ++number) {
            const QByteArray text = file.readLine().chopped(1);
            if (text.startsWith('='))
                QTest::addRow("line %d", number - 1) << line << text.mid(2);
            else
                line = text;
        }
    }
    void theDocumentedForms()
    {
        QFETCH(const QByteArray, line);
        QTEST(print(recordOf(line)), "record");
    }

    void timesAreTakenFromTwitch()
    {
        QCOMPARE(recordOf("@tmi-sent-ts=1643904084794 :a!a@a PRIVMSG #c :x")->time, 1643904084794000);
        QCOMPARE(recordOf("@tmi-sent-ts=soon :a!a@a PRIVMSG #c :x")->time, noTime);
        QCOMPARE(recordOf("@tmi-sent-ts=99999999999999999 :a!a@a PRIVMSG #c :x")->time, noTime);
        QCOMPARE(recordOf(":a!a@a PRIVMSG #c :x")->received, 17);
    }

    void badInputIsKept()
    {
        const QByteArray latin1 = "@display-name=\xe9 :a!a@a PRIVMSG #c :caf\xe9";
        const auto record = recordOf(latin1);
        QCOMPARE(record->text, "caf\xef\xbf\xbd");
        QCOMPARE(record->raw, latin1);
        QVERIFY(isValidUtf8(record->fields));
        QByteArray many("@");
        for (int i = 0; i < 1000; ++i)
            many += "t" + QByteArray::number(i) + "=1;";
        many += " :a!a@a PRIVMSG #c :x";
        QCOMPARE(recordOf(many)->raw, many);
        for (const char *line : {"CLEARCHAT", "CLEARMSG", "ROOMSTATE", "USERNOTICE", "NOTICE", "PRIVMSG", "WHISPER",
                                 "JOIN", "HOSTTARGET", "@=;;=a;msg-id PRIVMSG", "@emotes=x:y-z; PRIVMSG # :\x01"})
            QVERIFY2(recordOf(line).has_value(), line);
    }
};

QTEST_GUILESS_MAIN(tst_TwitchRecords)
#include "tst_TwitchRecords.moc"
