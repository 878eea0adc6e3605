// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LineJoiner.h"
#include "sources/parse/formats/LogFormats.h"

#include <QTest>

using namespace livebelt;
using namespace std::chrono_literals;

namespace {

const LogFormats &formats()
{
    static const LogFormats all;
    return all;
}

/// The lines of each record, joined by "|"; every line may be told of a trace by what is in it.
QByteArrayList joined(const QByteArray &format, const QByteArrayList &lines, LineJoiner::Bounds bounds = {})
{
    const LogFormats::Format known = formats().find(format);
    const Continuation onlyTraces;
    LineJoiner joiner(bounds);
    QByteArrayList records, blanks;
    for (const QByteArray &line : lines) {
        const bool begins = known && known->starts(line);
        const auto answer = records.isEmpty() || begins ? LineJoiner::Answer::No : joiner.ask(line, 0);
        if (answer == LineJoiner::Answer::Maybe) {
            blanks.append(line);
            continue;
        }
        if (answer == LineJoiner::Answer::Yes) {
            for (const QByteArray &blank : std::exchange(blanks, {})) {
                records.last() += '|' + blank;
                joiner.add(blank);
            }
            records.last() += '|' + line;
            joiner.add(line);
            continue;
        }
        records += std::exchange(blanks, {});
        records.append(line);
        if (answer == LineJoiner::Answer::Beyond)
            joiner.beginBeyond(line, 0);
        else
            joiner.begin(line, begins ? known->continuation() : onlyTraces, 0);
    }
    return records + blanks;
}

} // namespace

class tst_LineJoiner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTraceBelongsToItsRecord_data();
    void aTraceBelongsToItsRecord();
    void aFormatSaysWhatFollows();
    void onlyTracesFollowWhereNoFormatSaysSo();
    void theNextTraceIsAnotherRecord();
    void anEndEndsARecord();
    void linesBytesAndTimeAreBounded();
    void whatMayHaveATraceBehindIt_data();
    void whatMayHaveATraceBehindIt();
};

void tst_LineJoiner::aTraceBelongsToItsRecord_data()
{
    QTest::addColumn<QByteArray>("trace");
    QTest::newRow("JavaScript") << QByteArray("TypeError: x\n    at f (a.js:1:2)\n    at async g (b.js:3:4) {\n"
                                              "  [cause]: Error: y\n      at h (c.js:5:6)")
                                       .replace(" {\n", "\n");
    QTest::newRow("C#") << QByteArray(
        "Unhandled exception. System.InvalidOperationException: no\n"
        " ---> System.ArgumentException: inner\n   at Shop.Pay() in a.cs:line 3\n"
        "   --- End of inner exception stack trace ---\n   at Shop.Main() in a.cs:line 9");
    QTest::newRow("Ruby") << QByteArray("a.rb:1:in `f': no (RuntimeError)\n\tfrom /srv/a.rb:2:in `g'");
    QTest::newRow("PHP") << QByteArray("PHP Fatal error:  Uncaught Exception: no in /srv/a.php:3\nStack trace:\n"
                                       "#0 /srv/a.php(7): pay()\n#1 {main}\n  thrown in /srv/a.php on line 3");
    QTest::newRow("Go") << QByteArray("panic: no\n\ngoroutine 1 [running]:\nmain.pay(0x1, {0x2, 0x3})\n"
                                      "\t/src/main.go:12 +0x1d\nmain.main()\n\t/src/main.go:4 +0x1c\n\n"
                                      "goroutine 18 [chan receive]:\nmain.f.func1()\n\t/src/main.go:9 +0x25\n"
                                      "created by main.f in goroutine 1\n\t/src/main.go:8 +0x3c\nexit status 2");
    QTest::newRow("Rust") << QByteArray("thread 'main' panicked at src/main.rs:2:5:\nassertion `left == right` failed\n"
                                        "  left: 1\n right: 2\nstack backtrace:\n   0: rust_begin_unwind\n"
                                        "             at /rustc/library/std/src/panicking.rs:645:5\n   1: app::main\n"
                                        "note: Some details are omitted, run with `RUST_BACKTRACE=full`");
    QTest::newRow("Rust, short") << QByteArray(
        "thread 'main' panicked at 'no', a.rs:1:2\nnote: run with `RUST_BACKTRACE=1` environment variable");
    QTest::newRow("Java") << QByteArray("Exception in thread \"main\" java.lang.IllegalStateException: no\n"
                                        "\tat c.e.Shop.pay(Shop.java:12)\n\tSuppressed: java.io.IOException: z\n"
                                        "\t\tat c.e.Shop.close(Shop.java:9)\nCaused by: java.io.IOException: y\n"
                                        "\t... 12 common frames omitted");
    QTest::newRow("Python") << QByteArray("order failed\nTraceback (most recent call last):\n"
                                          "  File \"a.py\", line 1, in f\n    g()\nValueError: no");
    QTest::newRow("Python, chained") << QByteArray(
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nKeyError: 'x'\n\n"
        "During handling of the above exception, another exception occurred:\n\n"
        "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\n    h()\nValueError: no");
}

void tst_LineJoiner::aTraceBelongsToItsRecord()
{
    QFETCH(QByteArray, trace);
    const QByteArray whole = QByteArray(trace).replace('\n', '|');
    QCOMPARE(joined("", trace.split('\n') + QByteArrayList{"next"}), (QByteArrayList{whole, "next"}));
    QCOMPARE(joined("", trace.split('\n') + QByteArrayList{"", "next"}), (QByteArrayList{whole, "", "next"}));
    const QByteArray log = "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed";
    const QByteArray next = "2026-11-30 09:15:03,417 INFO [main] c.e.Shop - next";
    QCOMPARE(joined("log4j", QByteArrayList{log} + trace.split('\n') + QByteArrayList{next}),
             (QByteArrayList{log + '|' + whole, next}));
}

void tst_LineJoiner::aFormatSaysWhatFollows()
{
    const QByteArray log = "2026-11-30 09:15:02 WARN slow";
    QCOMPARE(joined("iso", {log, "  indented", "not"}), (QByteArrayList{log + "|  indented", "not"}));
}

void tst_LineJoiner::onlyTracesFollowWhereNoFormatSaysSo()
{
    QCOMPARE(joined("", {"Exception in thread \"main\" x", "\tat c.e.Shop.pay(Shop.java:12)", "  indented", "1 2",
                         " 3 4", "", "end"}),
             (QByteArrayList{"Exception in thread \"main\" x|\tat c.e.Shop.pay(Shop.java:12)", "  indented", "1 2",
                             " 3 4", "", "end"}));
}

void tst_LineJoiner::theNextTraceIsAnotherRecord()
{
    const QByteArrayList java{"java.lang.A_Exception: 1", "\tat a.B(C.java:1)"};
    QCOMPARE(joined("", java + java), (QByteArrayList{java.join('|'), java.join('|')}));
    const QByteArrayList python{"Traceback (most recent call last):", "  File \"a.py\", line 1, in f",
                                "ValueError: no"};
    QCOMPARE(joined("", python + QByteArrayList{""} + python),
             (QByteArrayList{python.join('|'), "", python.join('|')}));
}

void tst_LineJoiner::anEndEndsARecord()
{
    LineJoiner joiner;
    joiner.begin("__CURSOR=a", formats().find("journal-export")->continuation(), 0);
    QVERIFY(joiner.ask("MESSAGE=x", 0) == LineJoiner::Answer::Yes);
    QVERIFY(!joiner.ends("MESSAGE=x"));
    QVERIFY(joiner.ends(""));
}

void tst_LineJoiner::linesBytesAndTimeAreBounded()
{
    const QByteArray head = "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - no";
    QByteArrayList found = joined("log4j", QByteArrayList{head} + QByteArrayList(9, "\tat x"), {.lines = 4});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found[1], "\tat x|\tat x|\tat x|\tat x"); // what goes on behind a bound stays together, too
    found = joined("log4j", QByteArrayList{head} + QByteArrayList(9, "not a trace"), {.lines = 4});
    QCOMPARE(found.size(), 3);
    found = joined("log4j", QByteArrayList{head} + QByteArrayList(100, "\tat x"), {.bytes = 100});
    for (const QByteArray &record : std::as_const(found))
        QVERIFY(record.size() <= 100);

    LineJoiner joiner({.time = 1s});
    joiner.begin(head, formats().find("log4j")->continuation(), 5'000'000);
    QVERIFY(joiner.ask("\tat x", 5'999'999) == LineJoiner::Answer::Yes);
    QVERIFY(joiner.ask("\tat x", 6'000'000) == LineJoiner::Answer::Beyond);
}

void tst_LineJoiner::whatMayHaveATraceBehindIt_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("may");
    QTest::newRow("prose") << QByteArray("Listening on port 80") << false;
    QTest::newRow("a word") << QByteArray("ERROR: out of paper") << true;
    QTest::newRow("panic") << QByteArray("panic: no") << true;
    QTest::newRow("its middle") << QByteArray("\tat c.e.Shop.pay(Shop.java:12)") << true;
    QTest::newRow("goroutine") << QByteArray("goroutine 1 [running]:") << true;
    QTest::newRow("blank") << QByteArray() << false;
}

void tst_LineJoiner::whatMayHaveATraceBehindIt()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, may);
    QCOMPARE(StackTrace::mayFollow(line), may);
}

QTEST_GUILESS_MAIN(tst_LineJoiner)
#include "tst_LineJoiner.moc"
