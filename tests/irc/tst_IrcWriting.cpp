// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcOutbox.h"
#include "sources/irc/IrcWriting.h"

#include <QTest>

using namespace livebelt;
using namespace std::chrono_literals;

class tst_IrcWriting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void becomesBodies_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArrayList>("bodies");
        const auto row = [](const char *name, const QByteArray &written, const QByteArrayList &bodies) {
            QTest::newRow(name) << written << bodies;
        };
        row("a word", "hello", {"hello"});
        row("lines", "one\r\n\ntwo\n", {"one", "two"});
        row("an action", "/me waves",
            {"\x01"
             "ACTION waves\x01"});
        row("a slash", "//me waves", {"/me waves"});
        row("a path", "/etc/hosts is a file", {"/etc/hosts is a file"});
        row("between words", "aaaa bbbb cccc dddd eeee ffff gggg hhhh", {"aaaa bbbb cccc dddd eeee ffff", "gggg hhhh"});
        row("no words", QByteArray(70, 'x'), {QByteArray(32, 'x'), QByteArray(32, 'x'), QByteArray(6, 'x')});
        row("within no character", QByteArray("\xe2\x82\xac").repeated(11),
            {QByteArray("\xe2\x82\xac").repeated(10), "\xe2\x82\xac"});
        row("no UTF-8", "caf\xe9", {"caf\xef\xbf\xbd"});
        row("a NUL", QByteArray("a\0b", 3), {"a b"});
        row("long action", "/me " + QByteArray(30, 'x'),
            {"\x01"
             "ACTION " +
                 QByteArray(23, 'x') + '\x01',
             "\x01"
             "ACTION " +
                 QByteArray(7, 'x') + '\x01'});
    }
    void becomesBodies()
    {
        QFETCH(const QByteArray, written);
        const auto bodies = ircBodies(written, 32);
        QVERIFY2(bodies, qPrintable(bodies.error()));
        QTEST(*bodies, "bodies");
        for (const QByteArray &body : *bodies) {
            QVERIFY(body.size() <= 32);
            QVERIFY(isValidUtf8(body));
        }
    }

    void refusesWithASentence()
    {
        QVERIFY(ircBodies("  \n ", 100).error().contains(QStringLiteral("nothing to send")));
        QVERIFY(ircBodies("/join #x", 100).error().contains(QStringLiteral("/join")));
        QVERIFY(ircBodies("/me", 100).error().contains(QStringLiteral("nothing to send")));
    }

    void countsCharactersForTwitch()
    {
        const auto bodies = ircBodiesOfCharacters(QByteArray("\xf0\x9f\x98\x80").repeated(501), 500);
        QVERIFY(bodies);
        QCOMPARE(bodies->size(), 2);
        QCOMPARE(bodies->at(0).size(), 2000);
    }

    void doesNotFlood()
    {
        IrcOutbox outbox({5, 2s}, QStringLiteral("h"));
        const auto start = IrcOutbox::Clock::now();
        QVERIFY(outbox.admit(3, start));
        QVERIFY(outbox.admit(2, start));
        const auto refused = outbox.admit(1, start);
        QVERIFY2(refused.error().contains(QStringLiteral("again in 2 s")), qPrintable(refused.error()));
        QVERIFY(!outbox.admit(1, start + 1900ms));
        QVERIFY(outbox.admit(1, start + 2100ms));
        QVERIFY(!outbox.admit(1, start + 2100ms));
        QVERIFY(outbox.admit(5, start + 60s));
        QVERIFY(outbox.admit(6, start + 600s).error().contains(QStringLiteral("too long")));
    }

    void knowsWhatIsUnderWay()
    {
        IrcOutbox outbox({5, 2s}, QStringLiteral("h"));
        const auto first = outbox.add("#Chat", {"x"});
        const auto second = outbox.add("#chat", {"y"});
        QCOMPARE(outbox.oldestTo("#CHAT"), first->id);
        QVERIFY(outbox.refuse(first->id, QStringLiteral("no")));
        QVERIFY(first->isAnswered && first->problem == QStringLiteral("no"));
        QCOMPARE(outbox.oldestTo("#chat"), second->id);
        QCOMPARE(outbox.confirm(second->id), second);
        QVERIFY(second->problem.isEmpty());
        QVERIFY(!outbox.confirm(second->id));
        QVERIFY(outbox.oldestTo("#chat").isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_IrcWriting)
#include "tst_IrcWriting.moc"
