// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/LevelText.h"

#include <QTest>

using namespace livebelt;

class tst_LevelText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordInAnyUsualSpelling_data();
    void aWordInAnyUsualSpelling();
    void aNumberOnAScale_data();
    void aNumberOnAScale();
    void aLetter();
    void everyNameOfALevelIsAWordForIt();
};

void tst_LevelText::aWordInAnyUsualSpelling_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("expected");
    const auto rows = [](const char *level, std::initializer_list<const char *> words) {
        for (const char *word : words)
            QTest::addRow("%s", word) << QByteArray(word) << QByteArray(level);
    };
    rows("trace", {"TRACE", "trace", "Trc", "FINEST", "finer", "verbose", "VRB", "silly", "DEBUG5", "trce", "T", "v"});
    rows("debug", {"DEBUG", "debug", "dbug", "DBG", "[D]", "FINE", "CONFIG", "DEBUG1", "d"});
    rows("info", {"INFO", "info", "Information", "INFORMATIONAL", "notice", "NOTE", "Normal", "LOG", "STATEMENT",
                  "<info>", "[INFO ]", " info: ", "I", "n", "System", "success", "6", "<6>", "30"});
    rows("warn", {"WARN", "Warning", "WARNING:", "wrn", "W", "(warn)", "4", "40"});
    rows("error",
         {"ERROR", "err", "Eror", "ERRO", "SEVERE", "severe:", "E", "|ERROR|", "exception", "failed", "3", "50"});
    rows("fatal",
         {"FATAL", "fata", "CRITICAL", "crit", "alert", "EMERG", "emergency", "PANIC", "dpanic", "F", "c", "0"});
    rows("", {"", " ", "[]", "hello", "errors", "warned", "information technology", "x", "8", "-1", "3.5", "9999999999",
              "\xc3\xa4", "0x3"});
}

void tst_LevelText::aWordInAnyUsualSpelling()
{
    QFETCH(const QByteArray, word);
    QFETCH(const QByteArray, expected);
    QCOMPARE(levelName(levelFromText(word)).toByteArray(), expected);
}

void tst_LevelText::aNumberOnAScale_data()
{
    QTest::addColumn<QByteArray>("scale");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<QByteArray>("expected"); // a letter each; - is none
    const auto row = [](const char *scale, qint64 first, qint64 step, const char *expected) {
        QTest::addRow("%s from %lld", scale, first) << QByteArray(scale) << first << step << QByteArray(expected);
    };
    row("syslog", -1, 1, "-fffewiid-");
    row("priority", 32, 1, "fffewiid");
    row("priority", 184, 1, "fffewiid-");
    row("pino", 0, 10, "-tdiwef-");
    row("pino", 35, 10, "iwef-");
    row("python", 0, 10, "-diwef-");
    row("java", 300, 100, "ttdddiwe-");
    row("java", 5000, 5000, "tddiiwweef-");
    row("otel", 0, 1, "-ttttddddiiiiwwwweeeeffff-");
    row("usual", -1, 1, "-fffewiid--ttttttt");
    row("usual", 10, 10, "tdiwef---");
}

void tst_LevelText::aNumberOnAScale()
{
    QFETCH(const QByteArray, scale);
    QFETCH(const qint64, first);
    QFETCH(const qint64, step);
    QFETCH(const QByteArray, expected);
    const auto found = levelScaleFromName(scale);
    QVERIFY(found);
    QByteArray shown;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QByteArrayView name = levelName(levelFromNumber(first + i * step, *found));
        shown += name.isEmpty() ? '-' : name.front();
    }
    QCOMPARE(shown, expected);
}

void tst_LevelText::aLetter()
{
    QByteArray shown;
    for (const char letter : QByteArrayView("TVDINWECFAPX1"))
        shown += levelName(levelFromLetter(letter)).isEmpty() ? '-' : levelName(levelFromLetter(letter)).front();
    QCOMPARE(shown, "ttdiiweffff--");
}

void tst_LevelText::everyNameOfALevelIsAWordForIt()
{
    for (const Level level : {Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal})
        QCOMPARE(levelFromText(levelName(level)), level);
}

QTEST_GUILESS_MAIN(tst_LevelText)
#include "tst_LevelText.moc"
