// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "sources/irc/IrcNickWatch.h"
#include "sources/irc/IrcRegistration.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

IrcAddress address(const QByteArray &account = {}, const QByteArray &password = {})
{
    IrcAddress irc;
    irc.host = u"irc.example.test"_s;
    irc.nick = "jilles";
    irc.user = "jilles";
    irc.account = account;
    irc.password = password;
    irc.auth = password.isEmpty()  ? IrcAddress::Auth::None
               : account.isEmpty() ? IrcAddress::Auth::Server
                                   : IrcAddress::Auth::Sasl;
    return irc;
}

IrcReply say(IrcRegistration &registration, const QByteArray &line)
{
    IrcReply reply;
    registration.take(IrcMessage::parse(line), reply);
    return reply;
}

} // namespace

class tst_IrcRegistration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForWhatItUsesAndIsOffered()
    {
        IrcRegistration registration(address());
        QCOMPARE(registration.hello(), "CAP LS 302\r\nNICK jilles\r\nUSER jilles 0 * :Livebelt\r\n");
        QCOMPARE(say(registration, ":s CAP * LS * :multi-prefix message-tags sasl=PLAIN").send, "");
        QCOMPARE(say(registration, ":s CAP * LS :server-time away-notify").send,
                 "CAP REQ :message-tags server-time\r\n");
        QCOMPARE(say(registration, ":s CAP jilles ACK :message-tags server-time").send, "CAP END\r\n");
        QVERIFY(!registration.isRegistered());
        QVERIFY(say(registration, ":s 001 jilles :Welcome").notices.empty());
        QVERIFY(registration.isRegistered());
        QCOMPARE(say(registration, ":s CAP jilles NEW :sasl").send, "");
    }

    void followsWhatIsOfferedLater()
    {
        IrcRegistration registration(address());
        QCOMPARE(say(registration, ":s CAP * LS * :echo-message=x draft/chathistory away-notify").send, "");
        QCOMPARE(say(registration, ":s CAP * LS :labeled-response").send, "CAP REQ :echo-message\r\n");
        say(registration, ":s CAP * ACK :echo-message ");
        QVERIFY(registration.capabilities().isOn("echo-message"));
        say(registration, ":s 001 jilles :Welcome");
        // The two that answer in batches are of use with those only.
        QCOMPARE(say(registration, ":s CAP jilles NEW :batch account-notify").send,
                 "CAP REQ :batch labeled-response draft/chathistory\r\n");
        QCOMPARE(say(registration, ":s CAP jilles ACK :batch labeled-response draft/chathistory").send, "");
        QVERIFY(registration.capabilities().isOn("labeled-response"));
        QCOMPARE(say(registration, ":s CAP jilles DEL :labeled-response").send, "");
        QVERIFY(!registration.capabilities().isOn("labeled-response"));
        say(registration, ":s CAP jilles ACK :-echo-message");
        QVERIFY(!registration.capabilities().isOn("echo-message"));
    }

    void aClientCertificateLogsIn()
    {
        IrcAddress external = address();
        external.tls = true;
        external.network.certificate = u"/my.pem"_s;
        IrcRegistration registration(external);
        QCOMPARE(say(registration, ":s CAP * LS :sasl=PLAIN,EXTERNAL").send, "CAP REQ :sasl\r\n");
        QCOMPARE(say(registration, ":s CAP * ACK :sasl").send, "AUTHENTICATE EXTERNAL\r\n");
        QCOMPARE(say(registration, "AUTHENTICATE +").send, "AUTHENTICATE +\r\n");
        QCOMPARE(say(registration, ":s 903 * :SASL authentication successful").send, "CAP END\r\n");

        IrcRegistration unknown(external);
        say(unknown, ":s CAP * LS :sasl=EXTERNAL");
        say(unknown, ":s CAP * ACK :sasl");
        const IrcReply failed = say(unknown, ":s 904 * :SASL authentication failed");
        QCOMPARE(failed.send, "CAP END\r\n");
        QVERIFY(failed.notices.front().text.contains("knows no account for the client certificate"));
        QVERIFY(unknown.refusal().isEmpty());

        external.account = "acc";
        external.password = "sesame";
        external.auth = IrcAddress::Auth::Sasl;
        IrcRegistration both(external);
        say(both, ":s CAP * LS :sasl=PLAIN,EXTERNAL");
        QCOMPARE(say(both, ":s CAP * ACK :sasl").send, "AUTHENTICATE EXTERNAL\r\n");
        QCOMPARE(say(both, ":s 904 * :SASL authentication failed").send, "AUTHENTICATE PLAIN\r\n");
        QVERIFY(say(both, "AUTHENTICATE +").send.startsWith("AUTHENTICATE YWNj"));

        IrcRegistration notOffered(external);
        say(notOffered, ":s CAP * LS :sasl=PLAIN");
        QCOMPARE(say(notOffered, ":s CAP * ACK :sasl").send, "AUTHENTICATE PLAIN\r\n");
    }

    void aServerWithoutCapabilitiesWillDo()
    {
        IrcRegistration registration(address());
        QCOMPARE(say(registration, ":s 421 * CAP :Unknown command").send, "");
        say(registration, ":s 001 jilles :Welcome");
        QVERIFY(registration.isRegistered());
        IrcRegistration other(address());
        QCOMPARE(say(other, ":s CAP * LS :multi-prefix").send, "CAP END\r\n");
    }

    void logsInAsInTheSpecification()
    {
        // IRCv3 sasl-3.1, "Example protocol exchange"
        IrcRegistration registration(address("jilles", "sesame"));
        QVERIFY(!registration.hello().contains("sesame"));
        QCOMPARE(say(registration, ":jaguar.test CAP * LS :sasl").send, "CAP REQ :sasl\r\n");
        QCOMPARE(say(registration, ":jaguar.test CAP jilles ACK :sasl ").send, "AUTHENTICATE PLAIN\r\n");
        QCOMPARE(say(registration, "AUTHENTICATE +").send, "AUTHENTICATE amlsbGVzAGppbGxlcwBzZXNhbWU=\r\n");
        say(registration,
            ":jaguar.test 900 jilles jilles!jilles@localhost.stack.nl jilles :You are now logged in as jilles");
        QCOMPARE(say(registration, ":jaguar.test 903 jilles :SASL authentication successful").send, "CAP END\r\n");
        say(registration, ":jaguar.test 001 jilles :Welcome");
        QVERIFY(registration.isRegistered());
    }

    void aLongSecretGoesInPieces_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<QList<int>>("pieces");
        // account NUL account NUL password: 4 bytes beside the password, in base64
        QTest::newRow("short") << 10 << QList<int>{20};
        QTest::newRow("399 or less") << 293 << QList<int>{396};
        QTest::newRow("exactly 400") << 296 << QList<int>{400, 1};
        QTest::newRow("401 or more") << 297 << QList<int>{400, 4};
        QTest::newRow("exactly 800") << 596 << QList<int>{400, 400, 1};
        QTest::newRow("a thousand") << 746 << QList<int>{400, 400, 200};
    }
    void aLongSecretGoesInPieces()
    {
        QFETCH(const int, length);
        QFETCH(const QList<int>, pieces);
        const QByteArray password(length, 'p');
        IrcRegistration registration(address("a", password));
        say(registration, ":s CAP * LS :sasl");
        say(registration, ":s CAP a ACK :sasl");
        QByteArrayList lines = say(registration, "AUTHENTICATE +").send.split('\n');
        QVERIFY(lines.takeLast().isEmpty());
        QList<int> sizes;
        QByteArray base64;
        for (const QByteArray &line : lines) {
            QVERIFY(line.startsWith("AUTHENTICATE ") && line.endsWith('\r'));
            const QByteArray piece = line.mid(13).chopped(1);
            sizes += int(piece.size());
            if (piece != "+")
                base64 += piece;
        }
        QCOMPARE(sizes, pieces);
        QCOMPARE(QByteArray::fromBase64(base64), QByteArray("a\0a\0", 4) + password);
    }

    void aRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<QByteArrayList>("lines");
        QTest::addColumn<bool>("withPassword");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArrayList &lines, bool with, const QString &words) {
            QTest::newRow(name) << lines << with << words;
        };
        row("wrong password",
            {":s CAP * LS :sasl", ":s CAP * ACK :sasl", "AUTHENTICATE +", ":s 904 jilles :SASL authentication failed"},
            true, u"does not accept the password of “acc”"_s);
        row("no SASL", {":s CAP * LS :server-time"}, true, u"no way to log in"_s);
        row("no CAP", {":s 421 * CAP :Unknown command"}, true, u"no way to log in"_s);
        row("welcome without it", {":s 001 jilles :Welcome"}, true, u"no way to log in"_s);
        row("other mechanisms", {":s CAP * LS :sasl=EXTERNAL,SCRAM-SHA-256"}, true, u"it offers EXTERNAL"_s);
        row("declined", {":s CAP * LS :sasl", ":s CAP * NAK :sasl"}, true, u"declines"_s);
        row("server wants one", {":s 464 jilles :Password incorrect"}, false,
            u"wants a password of its own: add auth=server"_s);
        row("banned", {":s 465 jilles :You are banned: spam"}, false, u"You are banned: spam"_s);
        row("nicks",
            {":s 433 * jilles :in use", ":s 433 * a :in use", ":s 433 * a :in use", ":s 433 * a :in use",
             ":s 432 * a :bad", ":s 433 * a :in use", ":s 433 * a :in use", ":s 433 * a :in use", ":s 433 * a :in use",
             ":s 433 * a :in use", ":s 433 * a :in use"},
            false, u"nor any like it"_s);
    }
    void aRefusalSaysWhatToDo()
    {
        QFETCH(const QByteArrayList, lines);
        QFETCH(const bool, withPassword);
        QFETCH(const QString, words);
        IrcRegistration registration(withPassword ? address("acc", "sesame") : address());
        for (const QByteArray &line : lines) {
            QVERIFY2(registration.refusal().isEmpty(), qPrintable(registration.refusal()));
            say(registration, line);
        }
        QVERIFY2(registration.refusal().contains(words), qPrintable(registration.refusal()));
        QVERIFY(!registration.refusal().contains(u"sesame"_s));
    }

    void aBanSaidInAnErrorIsARefusal_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isBan");
        QTest::newRow("K-line") << QByteArray("ERROR :Closing Link: jilles[1.2.3.4] (K-Lined)") << true;
        QTest::newRow("G-line") << QByteArray("ERROR :Closing link: (u@h) [G-lined: open proxy]") << true;
        QTest::newRow("banned") << QByteArray("ERROR :You are banned from this server") << true;
        QTest::newRow("too fast") << QByteArray("ERROR :Trying to reconnect too fast.") << false;
        QTest::newRow("full") << QByteArray("ERROR :Closing Link: (Too many connections from your host)") << false;
    }
    void aBanSaidInAnErrorIsARefusal()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const bool, isBan);
        IrcRegistration registration(address());
        say(registration, line);
        QCOMPARE(!registration.refusal().isEmpty(), isBan);
        QVERIFY(!isBan || registration.refusal().contains(u"wait until it runs out"_s));
    }

    void logsInWhenTheServicesComeBack()
    {
        IrcRegistration registration(address("acc", "sesame"));
        say(registration, ":s CAP * LS :sasl=PLAIN cap-notify");
        say(registration, ":s CAP * ACK :sasl");
        say(registration, "AUTHENTICATE +");
        QCOMPARE(say(registration, ":s 903 jilles :SASL authentication successful").send, "CAP END\r\n");
        say(registration, ":s 001 jilles :Welcome");
        say(registration, ":s CAP jilles DEL :sasl");
        say(registration, ":s 901 jilles jilles!u@h :You are now logged out");
        QCOMPARE(say(registration, ":s CAP jilles NEW :sasl=EXTERNAL,PLAIN").send, "CAP REQ :sasl\r\n");
        QCOMPARE(say(registration, ":s CAP jilles ACK :sasl").send, "AUTHENTICATE PLAIN\r\n");
        QVERIFY(say(registration, "AUTHENTICATE +").send.startsWith("AUTHENTICATE "));
        QCOMPARE(say(registration, ":s 903 jilles :SASL authentication successful").send, "");
        // A password that is wrong now is said, but it does not cost the connection.
        say(registration, ":s CAP jilles NEW :sasl=PLAIN");
        say(registration, ":s CAP jilles ACK :sasl");
        const IrcReply failed = say(registration, ":s 904 jilles :SASL authentication failed");
        QCOMPARE(failed.notices.size(), 1u);
        QVERIFY(failed.notices.front().text.contains("does not accept the password"));
        QVERIFY(registration.refusal().isEmpty());
    }

    void tellsNickServThePasswordWhereThatIsTheWay()
    {
        IrcAddress irc = address("acc", "sesame");
        irc.auth = IrcAddress::Auth::NickServ;
        IrcRegistration registration(irc);
        QVERIFY(!registration.hello().contains("sesame"));
        QCOMPARE(say(registration, ":s CAP * LS :sasl=PLAIN").send, "CAP END\r\n");
        QCOMPARE(say(registration, ":s 001 jilles :Welcome").send, "PRIVMSG NickServ :IDENTIFY acc sesame\r\n");
        QVERIFY(registration.refusal().isEmpty());
    }

    void takesTheNickThatWasWantedOnceItIsFree_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isFree");
        QTest::newRow("its owner quits") << QByteArray(":Jilles!u@h QUIT :bye") << true;
        QTest::newRow("its owner changes it") << QByteArray(":jilles!u@h NICK :else") << true;
        QTest::newRow("nobody has it") << QByteArray(":s 303 me :") << true;
        QTest::newRow("somebody has it") << QByteArray(":s 303 me :jilles") << false;
        QTest::newRow("monitored and gone") << QByteArray(":s 731 me :other,jilles") << true;
        QTest::newRow("monitored and there") << QByteArray(":s 730 me :jilles!u@h") << false;
        QTest::newRow("somebody else quits") << QByteArray(":alice!u@h QUIT :bye") << false;
    }
    void takesTheNickThatWasWantedOnceItIsFree()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const bool, isFree);
        IrcNickWatch watch;
        IrcReply reply;
        watch.take(IrcMessage::parse(line), "me", reply);
        QCOMPARE(reply.send, ""); // nothing is waited for
        watch.begin("jilles");
        QCOMPARE(watch.question(), "ISON jilles\r\n");
        watch.support("MONITOR=100", reply);
        watch.support("MONITOR=100", reply);
        QCOMPARE(reply.send, "MONITOR + jilles\r\n");
        QCOMPARE(watch.question(), "");
        reply.send.clear();
        watch.take(IrcMessage::parse(line), "me", reply);
        QCOMPARE(reply.send, QByteArray(isFree ? "NICK jilles\r\n" : ""));
        reply.send.clear();
        watch.take(IrcMessage::parse(":me!u@h NICK :jilles"), "jilles", reply);
        QCOMPARE(reply.send, "MONITOR - jilles\r\n");
        QVERIFY(!watch.isWaiting());
    }

    void theServersOwnPasswordGoesFirst()
    {
        IrcRegistration registration(address({}, "sesame"));
        QCOMPARE(registration.hello(), "CAP LS 302\r\nPASS :sesame\r\nNICK jilles\r\nUSER jilles 0 * :Livebelt\r\n");
        QCOMPARE(say(registration, ":s CAP * LS :sasl").send, "CAP END\r\n");
        say(registration, ":s 464 jilles :Password incorrect");
        QVERIFY2(registration.refusal().contains(u"enter it again"_s), qPrintable(registration.refusal()));
    }

    void takesAnotherNickAndSaysSo()
    {
        IrcRegistration registration(address());
        QCOMPARE(say(registration, ":s 433 * jilles :Nickname is already in use").send, "NICK jilles_\r\n");
        const QByteArray third = say(registration, ":s 432 * jilles_ :Nickname too long").send;
        QVERIFY2(third.startsWith("NICK jille") && third.size() <= 5 + 9 + 2, third);
        const IrcReply welcome = say(registration, ":s 001 jille123 :Welcome");
        QCOMPARE(welcome.notices.size(), 1u);
        QCOMPARE(noticeType(welcome.notices.front()), NoticeType::Information);
        QVERIFY2(welcome.notices.front().text.contains("jille123"), welcome.notices.front().text);
        say(registration, ":jille123!u@h NICK :other");
        QCOMPARE(registration.nick(), "other");
        say(registration, ":somebody!u@h NICK :else");
        QCOMPARE(registration.nick(), "other");
    }
};

QTEST_GUILESS_MAIN(tst_IrcRegistration)
#include "tst_IrcRegistration.moc"
