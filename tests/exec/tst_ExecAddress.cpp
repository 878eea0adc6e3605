// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/CommandWords.h"
#include "sources/exec/ExecAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_ExecAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsACommandIntoWords_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("plain") << u"ping -c 3 localhost"_s << QStringList{u"ping"_s, u"-c"_s, u"3"_s, u"localhost"_s};
        QTest::newRow("blanks") << u"  a \t b\n"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("single quotes") << u"echo 'a  \"b\" \\ $c'"_s << QStringList{u"echo"_s, u"a  \"b\" \\ $c"_s};
        QTest::newRow("double quotes") << u"echo \"a \\\" \\$ \\n 'b'\""_s
                                       << QStringList{u"echo"_s, u"a \" $ \\n 'b'"_s};
        QTest::newRow("joined") << u"a'b c'\"d\"e"_s << QStringList{u"ab cde"_s};
        QTest::newRow("empty word") << u"a '' \"\""_s << QStringList{u"a"_s, u""_s, u""_s};
        QTest::newRow("escaped") << u"a\\ b \\'"_s << QStringList{u"a b"_s, u"'"_s};
        QTest::newRow("quoted operator") << u"grep '|' \\>"_s << QStringList{u"grep"_s, u"|"_s, u">"_s};
        QTest::newRow("nothing is replaced")
            << u"echo $HOME *.c ~"_s << QStringList{u"echo"_s, u"$HOME"_s, u"*.c"_s, u"~"_s};
        QTest::newRow("a backslash at the end") << u"a \\"_s << QStringList{u"a"_s, u"\\"_s};
    }
    void cutsACommandIntoWords()
    {
        QFETCH(QString, command);
        QFETCH(QStringList, words);
        const auto cut = commandWords(command);
        QVERIFY2(bool(cut), qPrintable(cut ? QString() : cut.error()));
        QCOMPARE(*cut, words);
    }

    void whatOnlyAShellUnderstandsIsSaid()
    {
        for (const auto &command : {u"ls | wc"_s, u"ls > /tmp/x"_s, u"sleep 5 &"_s, u"a && b"_s})
            QVERIFY2(commandWords(command).error().contains(u"shell=1"_s), qPrintable(command));
        for (const auto &command : {u"echo 'a"_s, u"echo \"a"_s})
            QVERIFY2(commandWords(command).error().contains(u"not closed"_s), qPrintable(command));
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return ExecAddress::from(*FeedAddress::parse(text)); };
        const auto plain = read(u"exec:ping -c 3 localhost"_s);
        QVERIFY2(bool(plain), qPrintable(plain ? QString() : plain.error()));
        QCOMPARE(plain->program, u"ping"_s);
        QCOMPARE(plain->arguments, (QStringList{u"-c"_s, u"3"_s, u"localhost"_s}));
        QVERIFY(plain->restart == ExecAddress::Restart::Never && plain->hasInput && !plain->wait);
        const auto full = read(u"exec:ls%20*%20%7C%20wc%3F?shell=1&cwd=/tmp&env=A=1&env=B=x%26y=z&restart=always"
                               "&wait=0.5s&stderr=with&stdin=0"_s);
        QVERIFY2(bool(full), qPrintable(full ? QString() : full.error()));
        QCOMPARE(full->program, u"/bin/sh"_s);
        QCOMPARE(full->arguments, (QStringList{u"-c"_s, u"ls * | wc?"_s}));
        QCOMPARE(full->directory, u"/tmp"_s);
        QCOMPARE(full->changes.size(), 2);
        QCOMPARE(full->changes[1].second, u"x&y=z"_s);
        QVERIFY(full->wait == std::chrono::milliseconds(500) && !full->hasInput);
    }

    void saysWhatIsWrong()
    {
        for (const auto &text : {u"exec:"_s, u"exec://usr/bin/true"_s, u"exec:true?shell=yes"_s, u"exec:true?env=A"_s,
                                 u"exec:true?env==1"_s, u"exec:true?restart=often"_s, u"exec:true?wait=0"_s,
                                 u"exec:true?wait=nan"_s, u"exec:true?stderr=no"_s, u"exec:true?stdin=2"_s,
                                 u"exec:true?parse=klingon"_s, u"exec:true?frame=picture"_s, u"exec:'' a"_s}) {
            const auto address = FeedAddress::parse(text);
            QVERIFY2(address && !ExecAddress::from(*address), qPrintable(text));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ExecAddress)
#include "tst_ExecAddress.moc"
