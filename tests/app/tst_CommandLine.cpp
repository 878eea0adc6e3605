// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/CommandTable.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAloneOpenTheWindow();
    void aWatchTakesAFilterAFormatACountAndATime();
    void optionsMayBeWrittenWithAnEqualsSign();
    void csvHasColumns();
    void theNameOfTheFileSaysTheFormat();
    void everyCommandHasItsHelp();
    void aRereadTakesTheOptionsOfAReader();
    void mistakesAreUsageErrors_data();
    void mistakesAreUsageErrors();
    void lengthsOfTime_data();
    void lengthsOfTime();
    void sizesOfMemory_data();
    void sizesOfMemory();
};

void tst_CommandLine::addressesAloneOpenTheWindow()
{
    const auto invocation = parseCommandLine({u"system:"_s, u"irc://host/#a"_s});
    QVERIFY2(invocation, qPrintable(invocation.error()));
    QCOMPARE(invocation->command, Invocation::Command::Window);
    QCOMPARE(invocation->inputs, (QStringList{u"system:"_s, u"irc://host/#a"_s}));
    QCOMPARE(parseCommandLine({})->command, Invocation::Command::Window);
}

void tst_CommandLine::aWatchTakesAFilterAFormatACountAndATime()
{
    const auto invocation = parseCommandLine({u"watch"_s, u"system:"_s, u"--filter"_s, u"cpu"_s, u"--format"_s,
                                              u"jsonl"_s, u"--count"_s, u"5"_s, u"--for"_s, u"10s"_s});
    QVERIFY2(invocation, qPrintable(invocation.error()));
    QCOMPARE(invocation->command, Invocation::Command::Watch);
    QCOMPARE(invocation->filter, u"cpu"_s);
    QCOMPARE(invocation->format, u"jsonl"_s);
    QCOMPARE(*invocation->count, 5u);
    QVERIFY(*invocation->duration == 10s);
}

void tst_CommandLine::optionsMayBeWrittenWithAnEqualsSign()
{
    const auto invocation =
        parseCommandLine({u"export"_s, u"a.livebelt"_s, u"--filter=a=b"_s, u"--feed=x"_s, u"--feed=y"_s});
    QVERIFY2(invocation, qPrintable(invocation.error()));
    QCOMPARE(invocation->filter, u"a=b"_s);
    QVERIFY(!invocation->hasPlainCsv);
    QVERIFY(parseCommandLine({u"watch"_s, u"x:"_s, u"--csv-plain"_s, u"--format"_s, u"csv"_s})->hasPlainCsv);
    QCOMPARE(invocation->feeds, (QStringList{u"x"_s, u"y"_s}));
}

void tst_CommandLine::csvHasColumns()
{
    const auto chosen = parseCommandLine({u"watch"_s, u"x:"_s, u"--format=csv"_s, u"--columns=time,temp"_s});
    QVERIFY2(chosen, qPrintable(chosen.error()));
    QCOMPARE(chosen->columns, (QStringList{u"time"_s, u"temp"_s}));
    QVERIFY(!chosen->csvFields);
    const auto json = parseCommandLine({u"export"_s, u"x"_s, u"--format=csv"_s, u"--fields"_s, u"json"_s});
    QVERIFY2(json, qPrintable(json.error()));
    QVERIFY(json->csvFields == CsvFields::Json);
}

void tst_CommandLine::theNameOfTheFileSaysTheFormat()
{
    const auto named = parseCommandLine({u"export"_s, u"x"_s, u"--to"_s, u"/a.b/chat.NDJSON.zst"_s});
    QVERIFY2(named, qPrintable(named.error()));
    QCOMPARE(named->format, u"jsonl"_s);
    QVERIFY(named->compression == Compression::Zstd);
    const auto said =
        parseCommandLine({u"export"_s, u"x"_s, u"--to=a.csv.gz"_s, u"--format=tsv"_s, u"--compress=none"_s});
    QCOMPARE(said->format, u"tsv"_s);
    QVERIFY(said->compression == Compression::None);
    QCOMPARE(parseCommandLine({u"export"_s, u"x"_s, u"--to=/a.csv/b"_s})->format, u"jsonl"_s);
    QCOMPARE(parseCommandLine({u"watch"_s, u"x:"_s})->format, u"transcript"_s);
    QCOMPARE(parseCommandLine({u"watch"_s, u"x:"_s, u"--to=a.lp"_s, u"--rotate=1h"_s, u"--rotate-size=100M"_s})->format,
             u"influx"_s);
    QCOMPARE(parseCommandLine({u"import"_s, u"a.tab.gz"_s, u"--to=b"_s})->format, u"tsv"_s);
}

void tst_CommandLine::everyCommandHasItsHelp()
{
    for (const CommandDescription &command : commandTable()) {
        QVERIFY2(usage().contains(u"livebelt "_s + command.word), qPrintable(command.word));
        if (command.word.isEmpty())
            continue;
        const auto asked = parseCommandLine({command.word, u"--help"_s});
        QCOMPARE(asked->command, Invocation::Command::Help);
        const QString help = usageOf(asked->inputs.value(0));
        QVERIFY(help.startsWith(u"livebelt "_s + command.word));
        for (const OptionDescription &option : command.options)
            QVERIFY2(help.contains(option.name) && help.contains(option.value), qPrintable(option.name));
    }
}

void tst_CommandLine::aRereadTakesTheOptionsOfAReader()
{
    const auto invocation = parseCommandLine({u"reread"_s, u"a.livebelt"_s, u"--feed=x"_s, u"--parse"_s, u"csv"_s,
                                              u"--columns=a,,b"_s, u"--tz="_s, u"--preview"_s, u"3"_s});
    QVERIFY2(invocation, qPrintable(invocation.error()));
    QCOMPARE(invocation->command, Invocation::Command::Reread);
    QCOMPARE(invocation->reading,
             (QList<FeedAddress::Option>{{u"parse"_s, u"csv"_s}, {u"columns"_s, u"a,,b"_s}, {u"tz"_s, QString()}}));
    QCOMPARE(invocation->preview, 3);
    QCOMPARE(invocation->feeds, QStringList{u"x"_s});
}

void tst_CommandLine::mistakesAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such command") << QStringList{u"wach"_s, u"system:"_s} << u"wach"_s;
    QTest::newRow("no address") << QStringList{u"watch"_s} << u"needs"_s;
    QTest::newRow("no such option") << QStringList{u"info"_s, u"a"_s, u"--to"_s, u"x"_s} << u"--to"_s;
    QTest::newRow("no value") << QStringList{u"watch"_s, u"system:"_s, u"--for"_s} << u"--for"_s;
    QTest::newRow("no such format") << QStringList{u"watch"_s, u"system:"_s, u"--format"_s, u"xml"_s} << u"xml"_s;
    QTest::newRow("count of nothing") << QStringList{u"watch"_s, u"system:"_s, u"--count"_s, u"0"_s} << u"--count"_s;
    QTest::newRow("no length of time") << QStringList{u"watch"_s, u"system:"_s, u"--for"_s, u"soon"_s} << u"soon"_s;
    QTest::newRow("nowhere to record") << QStringList{u"record"_s, u"system:"_s} << u"--to"_s;
    QTest::newRow("two captures") << QStringList{u"info"_s, u"a"_s, u"b"_s} << u"b"_s;
    QTest::newRow("a place without a name") << QStringList{u"export"_s, u"a"_s, u"--to"_s, u""_s} << u"--to"_s;
    QTest::newRow("plain what") << QStringList{u"export"_s, u"a"_s, u"--csv-plain"_s} << u"--format csv"_s;
    QTest::newRow("plain how") << QStringList{u"export"_s, u"a"_s, u"--csv-plain=1"_s} << u"no value"_s;
    QTest::newRow("check what") << QStringList{u"formats"_s, u"--check="_s} << u"--check"_s;
    QTest::newRow("formats of what") << QStringList{u"formats"_s, u"a.json"_s} << u"a.json"_s;
    QTest::newRow("a column twice") << QStringList{u"export"_s, u"a"_s, u"--format=csv"_s, u"--columns=a,a"_s}
                                    << u"twice"_s;
    QTest::newRow("columns and JSON") << QStringList{u"export"_s, u"a"_s, u"--format=csv"_s, u"--columns=a"_s,
                                                     u"--fields=json"_s}
                                      << u"--columns"_s;
    QTest::newRow("fields as what") << QStringList{u"export"_s, u"a"_s, u"--format=csv"_s, u"--fields=xml"_s}
                                    << u"xml"_s;
    QTest::newRow("columns that will come")
        << QStringList{u"watch"_s, u"a:"_s, u"--format=csv"_s, u"--fields=columns"_s} << u"--columns"_s;
    QTest::newRow("a preview of none") << QStringList{u"reread"_s, u"a"_s, u"--preview=0"_s} << u"--preview"_s;
    QTest::newRow("another frame") << QStringList{u"reread"_s, u"a"_s, u"--frame=cr"_s} << u"--frame"_s;
    QTest::newRow("columns of a text") << QStringList{u"export"_s, u"a"_s, u"--format=text"_s, u"--columns=a"_s}
                                       << u"--columns"_s;
    QTest::newRow("fields of JSON") << QStringList{u"export"_s, u"a"_s, u"--fields=json"_s} << u"--format csv or tsv"_s;
    QTest::newRow("a zone of InfluxDB") << QStringList{u"export"_s, u"a"_s, u"--to=a.lp"_s, u"--tz=local"_s}
                                        << u"influx"_s;
    QTest::newRow("no zone") << QStringList{u"export"_s, u"a"_s, u"--tz=Mars/Base"_s} << u"Mars/Base"_s;
    QTest::newRow("no time format") << QStringList{u"export"_s, u"a"_s, u"--time-format=swatch"_s} << u"swatch"_s;
    QTest::newRow("no time") << QStringList{u"export"_s, u"a"_s, u"--since=soon"_s} << u"soon"_s;
    QTest::newRow("no compression") << QStringList{u"export"_s, u"a"_s, u"--compress=zip"_s} << u"zip"_s;
    QTest::newRow("to import what") << QStringList{u"import"_s, u"--to=a.livebelt"_s} << u"an exported file"_s;
    QTest::newRow("to import where") << QStringList{u"import"_s, u"a.csv"_s} << u"--to NEW.livebelt"_s;
    QTest::newRow("to import how") << QStringList{u"import"_s, u"a.dat"_s, u"--to=b"_s} << u"--format"_s;
    QTest::newRow("to import a page") << QStringList{u"import"_s, u"a.html"_s, u"--to=b"_s}
                                      << u"cannot be read again"_s;
    QTest::newRow("to rotate a pipe") << QStringList{u"watch"_s, u"a:"_s, u"--rotate=1h"_s} << u"--to FILE"_s;
    QTest::newRow("window option") << QStringList{u"--frob"_s} << u"--frob"_s;
}

void tst_CommandLine::mistakesAreUsageErrors()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, says);
    const auto invocation = parseCommandLine(arguments);
    QVERIFY(!invocation);
    QVERIFY2(invocation.error().contains(says), qPrintable(invocation.error()));
}

void tst_CommandLine::sizesOfMemory_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("bytes"); // 0: wrong
    QTest::newRow("megabytes") << u"256M"_s << quint64(256) * 1024 * 1024;
    QTest::newRow("gigabytes, written out") << u"2GB"_s << quint64(2) * 1024 * 1024 * 1024;
    QTest::newRow("bytes") << u"4194304"_s << quint64(4194304);
    QTest::newRow("small letters") << u"2048k"_s << quint64(2048) * 1024;
    QTest::newRow("too little") << u"10K"_s << quint64(0);
    QTest::newRow("no size") << u"much"_s << quint64(0);
    QTest::newRow("negative") << u"-1M"_s << quint64(0);
}

void tst_CommandLine::sizesOfMemory()
{
    QFETCH(QString, text);
    QFETCH(quint64, bytes);
    const auto invocation = parseCommandLine({u"watch"_s, u"system:"_s, u"--memory"_s, text});
    QCOMPARE(bool(invocation), bytes > 0);
    if (bytes > 0)
        QCOMPARE(*invocation->memory, bytes);
    else
        QVERIFY(invocation.error().contains(u"256M"_s));
}

void tst_CommandLine::lengthsOfTime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // 0: wrong
    QTest::newRow("ms") << u"500ms"_s << qint64(500);
    QTest::newRow("s") << u"10s"_s << qint64(10'000);
    QTest::newRow("half") << u"1.5s"_s << qint64(1'500);
    QTest::newRow("bare") << u"3"_s << qint64(3'000);
    QTest::newRow("m") << u"2m"_s << qint64(120'000);
    QTest::newRow("h") << u"1h"_s << qint64(3'600'000);
    QTest::newRow("nothing") << u"0s"_s << qint64(0);
    QTest::newRow("unit") << u"5y"_s << qint64(0);
    QTest::newRow("sign") << u"-5s"_s << qint64(0);
    QTest::newRow("too long") << u"99999999999h"_s << qint64(0);
}

void tst_CommandLine::lengthsOfTime()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, milliseconds);
    const auto invocation = parseCommandLine({u"watch"_s, u"system:"_s, u"--for="_s + text});
    QCOMPARE(bool(invocation), milliseconds > 0);
    if (invocation)
        QCOMPARE(qint64(invocation->duration->count()), milliseconds);
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_CommandLine.moc"
