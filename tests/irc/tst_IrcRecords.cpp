// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/irc/IrcRecords.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Devices.h>

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

Record recordOf(const QByteArray &line)
{
    static IrcRecords records;
    return records.take(IrcMessage::parse(line), line, 17);
}

/// All fields as "name=value name=value".
QByteArray fieldsOf(const Record &record)
{
    QByteArrayList all;
    for (const auto &[name, value] : fieldList(record.fields))
        all += name.toUtf8() + '=' + value.toUtf8();
    return all.join(' ');
}

async::AsyncIterator<QByteArray> pieces(QByteArray whole, qsizetype cut)
{
    QByteArray first = whole.left(cut);
    QByteArray second = whole.mid(cut);
    co_yield std::move(first);
    co_yield std::move(second);
}

async::Task<void> read(async::AsyncIterator<async::Line> lines, Records *records)
{
    IrcRecords maker;
    while (auto line = co_await lines.next()) {
        const IrcMessage message = IrcMessage::parse(line->bytes);
        if (message.isValid())
            records->push_back(maker.take(message, line->bytes, 17));
    }
}

Records recordsOfPieces(const QByteArray &whole, qsizetype cut)
{
    Records records;
    async::Scope scope;
    scope.spawn(read(async::linesOf(pieces(whole, cut), 64 * 1024), &records));
    return records;
}

QByteArray print(const Records &records)
{
    QByteArray text;
    for (const Record &r : records)
        text += kindName(r.kind) + '|' + r.subject + '|' + r.text + '|' + r.fields + '|' + r.raw + '|' +
                QByteArray::number(r.time) + '\n';
    return text;
}

} // namespace

class tst_IrcRecords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMessageKnowsWhoSaidItWhere()
    {
        const Record record = recordOf(":alice!al@host.example PRIVMSG #chat :hello, world");
        QCOMPARE(record.kind, RecordKind::Message);
        QCOMPARE(record.received, 17);
        QCOMPARE(record.time, noTime);
        QCOMPARE(record.subject, "alice");
        QCOMPARE(record.text, "hello, world");
        QCOMPARE(fieldsOf(record), "channel=#chat user=al host=host.example");
        QVERIFY(record.raw.endsWith("PRIVMSG #chat :hello, world"));
    }

    void tagsBecomeTimeAndFields()
    {
        const Record record =
            recordOf("@time=2011-10-19T16:40:51.620Z;account=acc;msgid=63E1033A051D4B41B1AB1FA3CF4B243E;"
                     "+draft/reply=a\\sb;solanum.chat/oper;channel=#x :alice!al@h PRIVMSG #chat :hi");
        QCOMPARE(record.time, fromRfc3339("2011-10-19T16:40:51.620Z").value());
        QCOMPARE(fieldsOf(record), "channel=#chat user=al host=h account=acc msgid=63E1033A051D4B41B1AB1FA3CF4B243E "
                                   "+draft/reply=a b solanum.chat/oper=true tag.channel=#x");
        // The last of equal tags counts (message-tags).
        QCOMPARE(fieldsOf(recordOf("@account=a;account=b :x!y@z PRIVMSG #c :hi")),
                 "channel=#c user=y host=z account=b");
        QCOMPARE(recordOf("@time=yesterday :x!y@z PRIVMSG #c :hi").time, noTime);
    }

    void authorsAreNotMixedUp()
    {
        IrcRecords records;
        const auto fields = [&](const QByteArray &line) {
            return fieldsOf(records.take(IrcMessage::parse(line), line, 1));
        };
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(fields(":a!u@h PRIVMSG #one :x"), "channel=#one user=u host=h");
            QCOMPARE(fields(":a!u@h PRIVMSG #two :x"), "channel=#two user=u host=h");
            QCOMPARE(fields(":a!u@h NOTICE #one :x"), "channel=#one user=u host=h command=NOTICE");
            QCOMPARE(fields(":a!u@h PRIVMSG me :x"), "to=me private=true user=u host=h");
            QCOMPARE(fields(":a!u@h PRIVMSG @#one :x"), "channel=#one to=@#one user=u host=h");
            QCOMPARE(fields("NOTICE AUTH :x"), "command=NOTICE source=server to=AUTH");
        }
        // Far more authors than are remembered.
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray name = "n" + QByteArray::number(i);
            QCOMPARE(fields(':' + name + "!u@" + name + " PRIVMSG #c :x"), "channel=#c user=u host=" + name);
        }
    }

    void actionsAndOtherQueries()
    {
        const Record action = recordOf(":a!u@h PRIVMSG #c :\x01"
                                       "ACTION waves\x01");
        QCOMPARE(action.text, "waves");
        QCOMPARE(fieldsOf(action), "channel=#c user=u host=h action=true");
        QCOMPARE(recordOf(":a!u@h PRIVMSG #c :\x01"
                          "ACTION no end")
                     .text,
                 "no end");

        const QByteArray line = ":a!u@h PRIVMSG me :\x01PING 123\x01";
        const Record query = recordOf(line);
        QCOMPARE(query.kind, RecordKind::Event);
        QCOMPARE(query.text, "a asks by CTCP: PING 123");
        QCOMPARE(fieldsOf(query), "to=me private=true user=u host=h ctcp=PING");
        QCOMPARE(query.raw, line);
    }

    void formattingBecomesRuns_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("styles");
        const auto row = [](const QByteArray &text, const char *plain, const char *styles) {
            QTest::newRow(text.toPercentEncoding().constData()) << text << QByteArray(plain) << QByteArray(styles);
        };
        row("\x02"
            "bold\x02 not",
            "bold not", "0-3:b");
        row("a \x02"
            "b\x1d"
            "bi\x0f c",
            "a bbi c", "2-2:b 3-4:bi");
        row("\x03"
            "4,12red\x03 not",
            "red not", "0-2:c4,12");
        row("\x03"
            "04red\x03"
            "5,x",
            "red,x", "0-2:c04 3-4:c5");
        row("\x04"
            "ff8000x",
            "x", "0-0:Cff8000");
        row("caf\xc3\xa9 \x1f\xe2\x82\xac\x1f!", "caf\xc3\xa9 \xe2\x82\xac!", "5-5:u");
        row("\x02\x02nothing", "nothing", "");
        row("end\x03", "end", "");
        row("\x16r\x11m\x1es", "rms", "0-0:r 1-1:mr 2-2:smr");
    }
    void formattingBecomesRuns()
    {
        QFETCH(const QByteArray, text);
        const Record record = recordOf(":a!u@h PRIVMSG #c :" + text);
        QTEST(record.text, "plain");
        QTEST(fieldValue(record.fields, "styles"), "styles");
    }

    void whatTheTextDoesNotGiveBackIsInRaw()
    {
        const QByteArray bold = ":a!u@h PRIVMSG #c :\x02"
                                "bold\x0f";
        QCOMPARE(recordOf(bold).text, "bold");
        QCOMPARE(recordOf(bold).raw, bold);

        const QByteArray latin1 = ":j\xf6rg!u@h PRIVMSG #c :caf\xe9 \xe2\x82";
        QCOMPARE(recordOf(latin1).subject, "jörg");
        QCOMPARE(recordOf(latin1).text, "café â‚");
        QCOMPARE(recordOf(latin1).raw, latin1);
        QVERIFY(isValidUtf8(recordOf("@x=\xff :a!\xff@\xff PRIVMSG #\xff :\xff").fields));

        const QByteArray nul(":a!u@h PRIVMSG #c :a\0b\x07", 23);
        QCOMPARE(recordOf(nul).text, QByteArray("a\0b\x07", 4));
        QCOMPARE(recordOf(nul).raw, nul);

        QByteArray tags("@");
        for (int i = 0; i < 1000; ++i)
            tags += "t" + QByteArray::number(i) + "=1;";
        const QByteArray many = tags + " :a!u@h PRIVMSG #c :x";
        QCOMPARE(recordOf(many).raw, many);
    }

    void linesThatAreNotUtf8AreReadInTheOtherEncoding_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const QString &encoding, const QByteArray &bytes, const char *text) {
            QTest::addRow("%s %s", qPrintable(encoding), bytes.toPercentEncoding().constData())
                << encoding << bytes << QByteArray(text);
        };
        row(u"windows-1252"_s, "na\xefve \x80 \x93quoted\x94", "naïve € “quoted”");
        row(u"windows-1252"_s, "caf\xe9", "café");
        row(u"windows-1252"_s, "caf\xc3\xa9", "café");
        row(u"windows-1251"_s, "\xcf\xf0\xe8\xe2\xe5\xf2", "Привет");
        row(u"koi8-r"_s, "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет");
        row(u"shift_jis"_s, "\x93\xfa\x96\x7b", "日本");
        // Servers cut long lines wherever 512 bytes are over.
        row(u"windows-1252"_s, "gro\xc3\x9f \xe2\x82", "groß \uFFFD\uFFFD");
        row(u"windows-1252"_s, "gro\xc3\x9f \xc3", "groß \uFFFD");
        row(u"windows-1252"_s, "long \xf0\x9f\x98", "long \uFFFD\uFFFD\uFFFD");
    }
    void linesThatAreNotUtf8AreReadInTheOtherEncoding()
    {
        QFETCH(const QString, encoding);
        QFETCH(const QByteArray, bytes);
        const Result<IrcEncoding> other = IrcEncoding::from(encoding);
        QVERIFY2(other, qPrintable(other.error()));
        IrcRecords records(*other);
        const QByteArray line = "@msgid=\\s1 :a!u@h PRIVMSG #c :" + bytes;
        const Record record = records.take(IrcMessage::parse(line), line, 1);
        QTEST(record.text, "text");
        QCOMPARE(record.raw, line);
        QCOMPARE(records.lastId(), "\\s1");
    }

    void eventsAreToldInWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("fields");
        const auto row = [](const char *line, const char *text, const char *fields) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(text) << QByteArray(fields);
        };
        row(":a!u@h JOIN #c", "a joined #c", "command=JOIN presence=join channel=#c user=u host=h");
        row(":a!u@h JOIN :#c", "a joined #c", "command=JOIN presence=join channel=#c user=u host=h");
        row(":a!u@h PART #c :bye", "a left #c (bye)", "command=PART presence=part channel=#c reason=bye user=u host=h");
        row(":a!u@h PART #c", "a left #c", "command=PART presence=part channel=#c user=u host=h");
        row(":a!u@h QUIT :Ping timeout", "a quit (Ping timeout)",
            "command=QUIT presence=quit reason=Ping timeout user=u host=h");
        row(":a!u@h NICK :b", "a is now b", "command=NICK presence=nick nick=b user=u host=h");
        row(":a!u@h TOPIC #c :new", "a set the topic of #c: new", "command=TOPIC channel=#c topic=new user=u host=h");
        row(":a!u@h TOPIC #c :", "a removed the topic of #c", "command=TOPIC channel=#c user=u host=h");
        row(":a!u@h MODE #c +ov b d", "a set mode +ov b d on #c", "command=MODE channel=#c mode=+ov b d user=u host=h");
        row(":a MODE a +i", "a set mode +i on a", "command=MODE target=a mode=+i");
        row(":a!u@h KICK #c b :out", "a kicked b from #c (out)",
            "command=KICK channel=#c target=b reason=out user=u host=h");
        row(":a!u@h INVITE b #c", "a invited b to #c", "command=INVITE channel=#c target=b user=u host=h");
        row(":s 332 me #c :hello", "The topic of #c is: hello", "command=332 source=server channel=#c topic=hello");
        row(":s 372 me :- Welcome", "- Welcome", "command=372 source=server");
        row(":s 353 me = #c :a b", "= #c a b", "command=353 source=server channel=#c");
        row(":s BATCH +yXNAbvnRHTRBv netsplit irc.hub other.host", "The network is split between irc.hub other.host",
            "command=BATCH batch=netsplit");
        row(":s.example.org 372 me :- Welcome", "- Welcome", "command=372 source=server");
        row("ERROR :Closing Link: (Ping timeout)", "Closing Link: (Ping timeout)", "command=ERROR source=server");
        row(":s.example.org NOTICE * :*** Looking up", "*** Looking up", "command=NOTICE source=server to=*");
        row(":s.example.org NOTICE #c :be nice", "be nice", "command=NOTICE source=server channel=#c");
        row(":s.example.org MODE #c +nt", "s.example.org set mode +nt on #c", "command=MODE channel=#c mode=+nt");
        // IRCv3 standard replies, with its examples
        row("FAIL ACC REG_INVALID_CALLBACK REGISTER :Email address is not valid",
            "The server refuses ACC: Email address is not valid",
            "command=FAIL source=server code=REG_INVALID_CALLBACK");
        row("WARN REHASH CERTS_EXPIRED :Certificate [xxx] has expired",
            "The server warns of REHASH: Certificate [xxx] has expired",
            "command=WARN source=server code=CERTS_EXPIRED");
        row("NOTE * OPER_MESSAGE :Hi everyone", "Hi everyone", "command=NOTE source=server code=OPER_MESSAGE");
        row("FAIL JOIN NOT_NOW #c :Try later", "The server refuses JOIN: Try later",
            "command=FAIL source=server code=NOT_NOW channel=#c");
        row(":a!u@h SETNAME :Alice B", "a is now called Alice B", "command=SETNAME realname=Alice B user=u host=h");
        row(":a!u@h CHGHOST v cloak", "a is now v@cloak", "command=CHGHOST user=u host=h");
        row("@+draft/reply=id1;+draft/react=👍 :a!u@h TAGMSG #c", "a reacts with 👍",
            "command=TAGMSG channel=#c reaction=👍 user=u host=h +draft/reply=id1 +draft/react=👍");
        row("@+x=y :a!u@h TAGMSG b", "a sent tags only", "command=TAGMSG to=b user=u host=h +x=y");
        row(":s FUTURE x :y z", "x y z", "command=FUTURE");
    }
    void eventsAreToldInWords()
    {
        QFETCH(const QByteArray, line);
        const Record record = recordOf(line);
        QCOMPARE(record.kind, RecordKind::Event);
        QCOMPARE(record.subject, IrcMessage::parse(line).nick);
        QTEST(record.text, "text");
        QTEST(fieldsOf(record), "fields");
    }

    void whereverTheBytesAreCutTheRecordsAreTheSame()
    {
        const QByteArray bytes =
            "@time=2011-10-19T16:40:51.620Z;account=x\\:y :a!u@h PRIVMSG #c :caf\xc3\xa9 \xe2\x82\xac\r\n"
            ":b!u@h PRIVMSG #c :\x01"
            "ACTION waves\x01\n"
            ":\xff!u@h NOTICE #c :\x03"
            "4,5bad \xc3\r\n\r\n"
            ":a!u@h JOIN #c\r\nPING :x\r\n";
        const QByteArray whole = print(recordsOfPieces(bytes, bytes.size()));
        QCOMPARE(recordsOfPieces(bytes, bytes.size()).size(), 5u);
        for (qsizetype cut = 0; cut < bytes.size(); ++cut)
            QCOMPARE(print(recordsOfPieces(bytes, cut)), whole);
    }
};

QTEST_GUILESS_MAIN(tst_IrcRecords)
#include "tst_IrcRecords.moc"
