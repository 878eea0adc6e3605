// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcText.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArrayList parametersOf(const IrcMessage &message)
{
    QByteArrayList list;
    for (qsizetype i = 0; i < message.count(); ++i)
        list += message.parameter(i).toByteArray();
    return list;
}

} // namespace

class tst_IrcMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheExamplesOfTheStandards_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("command");
        QTest::addColumn<QByteArrayList>("parameters");
        const auto row = [](const char *line, const char *prefix, const char *command,
                            const QByteArrayList &parameters) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(prefix) << QByteArray(command) << parameters;
        };
        // RFC 1459 and 2812
        row("PASS secretpasswordhere", "", "PASS", {"secretpasswordhere"});
        row(":WiZ NICK Kilroy", "WiZ", "NICK", {"Kilroy"});
        row("USER guest tolmoon tolsun :Ronnie Reagan", "", "USER", {"guest", "tolmoon", "tolsun", "Ronnie Reagan"});
        row(":syrk!kalt@millennium.stealth.net QUIT :Gone to have lunch", "syrk!kalt@millennium.stealth.net", "QUIT",
            {"Gone to have lunch"});
        row(":tolsun.oulu.fi SQUIT cm22.eng.umd.edu :Server out of control", "tolsun.oulu.fi", "SQUIT",
            {"cm22.eng.umd.edu", "Server out of control"});
        row(":WiZ!jto@tolsun.oulu.fi JOIN #Twilight_zone", "WiZ!jto@tolsun.oulu.fi", "JOIN", {"#Twilight_zone"});
        row("JOIN #foo,&bar fubar", "", "JOIN", {"#foo,&bar", "fubar"});
        row(":WiZ!jto@tolsun.oulu.fi PART #playzone :I lost", "WiZ!jto@tolsun.oulu.fi", "PART",
            {"#playzone", "I lost"});
        row("MODE #eu-opers -l", "", "MODE", {"#eu-opers", "-l"});
        row(":Angel PRIVMSG Wiz :Hello are you receiving this message ?", "Angel", "PRIVMSG",
            {"Wiz", "Hello are you receiving this message ?"});
        row(":irc.funet.fi 001 kilroy :Welcome", "irc.funet.fi", "001", {"kilroy", "Welcome"});
        row("PING tolsun.oulu.fi", "", "PING", {"tolsun.oulu.fi"});
        row("ERROR :Server *.fi already exists", "", "ERROR", {"Server *.fi already exists"});
        // What servers really send
        row(":a!b@c PRIVMSG #x ::-) hi", "a!b@c", "PRIVMSG", {"#x", ":-) hi"});
        row(":a!b@c PRIVMSG #x :", "a!b@c", "PRIVMSG", {"#x", ""});
        row(":a!b@c TOPIC #x", "a!b@c", "TOPIC", {"#x"});
        row(":a!b@c  PRIVMSG   #x   :two  spaces  ", "a!b@c", "PRIVMSG", {"#x", "two  spaces  "});
        row(":a!b@c PRIVMSG #x trailing ", "a!b@c", "PRIVMSG", {"#x", "trailing"});
        row("C 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "", "C",
            {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15 16 17"});
        row("C 1 2 3 4 5 6 7 8 9 10 11 12 13 14 :15 16", "", "C",
            {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15 16"});
        // IRCv3 message-tags
        row("@aaa=bbb;ccc;example.com/ddd=eee :nick!ident@host.com PRIVMSG me :Hello", "nick!ident@host.com", "PRIVMSG",
            {"me", "Hello"});
        row("@time=2011-10-19T16:40:51.620Z PING :x", "", "PING", {"x"});
        // Rubbish
        row("", "", "", {});
        row("   ", "", "", {});
        row(":", "", "", {});
        row("@", "", "", {});
        row("@a=b", "", "", {});
        row(":only.a.prefix", "only.a.prefix", "", {});
        row("12 no command", "", "", {});
        row("GET / HTTP/1.1", "", "GET", {"/", "HTTP/1.1"});
        row("\xff\xfe\xfd", "", "", {});
    }
    void readsTheExamplesOfTheStandards()
    {
        QFETCH(const QByteArray, line);
        const IrcMessage message = IrcMessage::parse(line);
        QTEST(message.prefix.toByteArray(), "prefix");
        QTEST(message.command.toByteArray(), "command");
        QTEST(parametersOf(message), "parameters");
        QCOMPARE(message.isValid(), !message.command.isEmpty());
    }

    void takesThePrefixApart_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("nick");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("person") << QByteArray("a!b@c") << QByteArray("a") << QByteArray("b") << QByteArray("c");
        QTest::newRow("server") << QByteArray("irc.x.org") << QByteArray("irc.x.org") << QByteArray() << QByteArray();
        QTest::newRow("no user") << QByteArray("a@c") << QByteArray("a") << QByteArray() << QByteArray("c");
        QTest::newRow("no host") << QByteArray("a!b") << QByteArray("a") << QByteArray("b") << QByteArray();
        QTest::newRow("odd") << QByteArray("a!b@c@d!e") << QByteArray("a") << QByteArray("b") << QByteArray("c@d!e");
        QTest::newRow("bare") << QByteArray("!@") << QByteArray() << QByteArray() << QByteArray();
    }
    void takesThePrefixApart()
    {
        QFETCH(const QByteArray, prefix);
        const QByteArray line = ':' + prefix + " PING";
        const IrcMessage message = IrcMessage::parse(line);
        QTEST(message.nick.toByteArray(), "nick");
        QTEST(message.user.toByteArray(), "user");
        QTEST(message.host.toByteArray(), "host");
    }

    void unescapesTags()
    {
        // The table of the specification, and its rules for what is malformed.
        IrcTags tags(R"(a=one\:two;b=\s;c=\\;d=\r\n;e=\b;f=end\;;g;h=;+example.com/i=x=y)");
        QList<std::pair<QByteArray, QByteArray>> got;
        while (tags.next())
            got.emplaceBack(tags.key().toByteArray(), tags.value());
        const QList<std::pair<QByteArray, QByteArray>> expected{
            {"a", "one;two"}, {"b", " "}, {"c", "\\"},
            {"d", "\r\n"},    {"e", "b"}, {"f", "end"},
            {"g", ""},        {"h", ""},  {"+example.com/i", "x=y"}};
        QCOMPARE(got, expected);
    }

    void survivesEveryPrefixOfALine()
    {
        const QByteArray line = "@a=b\\:c;time=2020 :nick!user@host PRIVMSG #x :text \x01\x02 text";
        for (qsizetype length = 0; length <= line.size(); ++length) {
            const QByteArray cut(line.constData(), length); // its own memory: a sanitizer sees a step beyond it
            const IrcMessage message = IrcMessage::parse(cut);
            IrcTags tags(message.tags);
            while (tags.next())
                tags.value();
            withoutIrcFormatting(IrcText::parse(message.last()).text);
        }
    }

    void takesFormattingOut_data()
    {
        QTest::addColumn<QByteArray>("formatted");
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("plain") << QByteArray("as it is, 4,5") << QByteArray("as it is, 4,5");
        QTest::newRow("bold") << QByteArray("\x02"
                                            "bold\x02 not")
                              << QByteArray("bold not");
        QTest::newRow("colour") << QByteArray("\x03"
                                              "4red\x03 not")
                                << QByteArray("red not");
        QTest::newRow("two digits") << QByteArray("\x03"
                                                  "0412")
                                    << QByteArray("12");
        QTest::newRow("both") << QByteArray("\x03"
                                            "4,12x")
                              << QByteArray("x");
        QTest::newRow("comma stays") << QByteArray("\x03"
                                                   "4,x")
                                     << QByteArray(",x");
        QTest::newRow("no colour") << QByteArray("\x03,4") << QByteArray(",4");
        QTest::newRow("hex") << QByteArray("\x04"
                                           "ff00FFx\x04"
                                           "12x")
                             << QByteArray("x12x");
        QTest::newRow("all") << QByteArray("\x02\x1d\x1f\x1e\x11\x16\x0f.") << QByteArray(".");
        QTest::newRow("others stay") << QByteArray("\x07\x1b[0m\t") << QByteArray("\x07\x1b[0m\t");
        QTest::newRow("end") << QByteArray("x\x03") << QByteArray("x");
        QTest::newRow("end, comma") << QByteArray("x\x03"
                                                  "1,")
                                    << QByteArray("x,");
    }
    void takesFormattingOut()
    {
        QFETCH(const QByteArray, formatted);
        QFETCH(const QByteArray, plain);
        QCOMPARE(withoutIrcFormatting(formatted), plain);
        QCOMPARE(hasIrcFormatting(formatted), formatted != plain);
    }

    void foldsNamesAsServersDo() { QCOMPARE(ircFolded("Ni[k]\\^_09"), QByteArray("ni{k}|~_09")); }
};

QTEST_GUILESS_MAIN(tst_IrcMessage)
#include "tst_IrcMessage.moc"
