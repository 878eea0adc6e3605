// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LineJoiner.h"
#include "sources/parse/formats/LogFormats.h"

#include <QRandomGenerator>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const LogFormats &formats()
{
    static const LogFormats all;
    return all;
}

/// Cuts a stream into lines, whatever its pieces, and joins them.
class Stream
{
public:
    explicit Stream(LineJoiner joiner) : m_joiner(std::move(joiner)) {}

    void add(QByteArrayView piece, qint64 now)
    {
        m_rest.append(piece);
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
            const bool hasReturn = end > 0 && m_rest[end - 1] == '\r';
            m_joiner.add(QByteArrayView(m_rest).first(end - hasReturn), hasReturn ? "\r\n" : "\n", now, m_records);
            m_rest.remove(0, end + 1);
        }
        m_joiner.expire(now, m_records);
    }
    LineJoiner::Records finish(qint64 now)
    {
        if (!m_rest.isEmpty())
            m_joiner.add(m_rest, {}, now, m_records);
        m_joiner.finish(m_records);
        return std::move(m_records);
    }

private:
    LineJoiner m_joiner;
    QByteArray m_rest;
    LineJoiner::Records m_records;
};

QByteArrayList joined(const QByteArray &format, const QByteArray &text, LineJoiner::Bounds bounds = {})
{
    Stream stream(LineJoiner(formats().find(format), bounds));
    stream.add(text, 0);
    QByteArrayList found;
    for (const JoinedLines &record : stream.finish(0))
        found.append(record.bytes);
    return found;
}

const QByteArray javaLog = "a line before\n"
                           "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed\r\n"
                           "java.lang.IllegalStateException: no\r\n"
                           "\tat c.e.Shop.pay(Shop.java:12)\n"
                           "\n"
                           "Caused by: java.io.IOException: no\n"
                           "\t... 3 more\n"
                           "2026-11-30 09:15:03,417 INFO [main] c.e.Shop - next\n"
                           "2026-11-30 09:15:04,417 INFO [main] c.e.Shop - the last has no end";

} // namespace

class tst_LineJoiner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStackTraceBelongsToItsRecord();
    void withoutAFormatOnlyStackTracesAreJoined();
    void aPythonTraceEndsWithItsException();
    void otherTraces_data();
    void otherTraces();
    void whereNothingMayFollowNothingWaits();
    void anEndEndsARecordAtOnce();
    void aRecordWaitsForAPauseOnly();
    void aRecordWaitsNoLongerThanTheTotal();
    void linesAndBytesAreBounded();
    void randomCuttingGivesTheSameRecordsAndEveryByte();
};

void tst_LineJoiner::aStackTraceBelongsToItsRecord()
{
    const QByteArrayList found = joined("log4j", javaLog);
    QCOMPARE(found.size(), 4);
    QCOMPARE(found[0], "a line before");
    QVERIFY(found[1].startsWith("2026-11-30 09:15:02,417") && found[1].endsWith("\t... 3 more"));
    QVERIFY(found[1].contains("failed\r\njava.lang"));
    QCOMPARE(found[3], "2026-11-30 09:15:04,417 INFO [main] c.e.Shop - the last has no end");
}

void tst_LineJoiner::withoutAFormatOnlyStackTracesAreJoined()
{
    const QByteArrayList found = joined("", "Exception in thread \"main\" x\n\tat c.e.Shop.pay(Shop.java:12)\n"
                                            "  indented\n1 2\n 3 4\n\nend\n");
    QCOMPARE(found, (QByteArrayList{"Exception in thread \"main\" x\n\tat c.e.Shop.pay(Shop.java:12)", "  indented",
                                    "1 2", " 3 4", "", "end"}));
}

void tst_LineJoiner::aPythonTraceEndsWithItsException()
{
    const QByteArray trace =
        "failed\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nValueError: no\n";
    QCOMPARE(joined("", trace + "next\n"), (QByteArrayList{trace.chopped(1), "next"}));
    QCOMPARE(joined("", "x\n" + trace), (QByteArrayList{"x", trace.chopped(1)}));
}

void tst_LineJoiner::otherTraces_data()
{
    QTest::addColumn<QByteArray>("trace");
    QTest::newRow("JavaScript") << QByteArray("TypeError: x\n    at f (a.js:1:2)\n    at async g (b.js:3:4)");
    QTest::newRow(".NET") << QByteArray("fail\nSystem.InvalidOperationException: no\n   at Shop.Pay() in a.cs:line 3\n"
                                        "   --- End of inner exception stack trace ---");
    QTest::newRow("Ruby") << QByteArray("a.rb:1:in `f': no (RuntimeError)\n\tfrom /srv/a.rb:2:in `g'");
    QTest::newRow("Go") << QByteArray("panic: no\ngoroutine 1 [running]:\n\t/src/main.go:12 +0x1d");
    QTest::newRow("Rust") << QByteArray(
        "thread 'main' panicked at 'no', a.rs:1:2\nstack backtrace:\n   0: rust_begin_unwind");
    QTest::newRow("Java") << QByteArray("x\nCaused by: y\n\tSuppressed: z\n\t... 12 common frames omitted");
}

void tst_LineJoiner::otherTraces()
{
    QFETCH(const QByteArray, trace);
    QCOMPARE(joined("", trace + "\nnext\n"), (QByteArrayList{trace, "next"}));
}

void tst_LineJoiner::whereNothingMayFollowNothingWaits()
{
    LineJoiner joiner(formats().find("dpkg"));
    LineJoiner::Records records;
    joiner.add("2026-11-30 09:15:02 status installed a", "\n", 0, records);
    QCOMPARE(records.size(), 1u);
    QCOMPARE(joiner.due(), noTime);
}

void tst_LineJoiner::anEndEndsARecordAtOnce()
{
    LineJoiner joiner(formats().find("journal-export"));
    LineJoiner::Records records;
    for (const char *line : {"__CURSOR=a", "__REALTIME_TIMESTAMP=1764494102417123", "MESSAGE=x"})
        joiner.add(line, "\n", 0, records);
    QVERIFY(records.empty());
    joiner.add("", "\n", 0, records);
    QCOMPARE(records.size(), 1u);
    QCOMPARE(records[0].lines, 4);
    LogReading reading;
    QVERIFY(formats().find("journal-export")->match(records[0].bytes, reading));
    QCOMPARE(reading.part(LogRole::Text), "x");
}

void tst_LineJoiner::aRecordWaitsForAPauseOnly()
{
    LineJoiner joiner(formats().find("log4j"), {.pause = 250ms});
    LineJoiner::Records records;
    joiner.add("2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - no", "\n", 1'000'000, records);
    QCOMPARE(joiner.due(), 1'250'000);
    joiner.expire(1'249'999, records);
    QVERIFY(records.empty());
    joiner.add("\tat x", "\n", 1'200'000, records);
    QCOMPARE(joiner.due(), 1'450'000);
    joiner.expire(1'450'000, records);
    QCOMPARE(records.size(), 1u);
    QCOMPARE(records[0].arrived, 1'000'000);
    QCOMPARE(joiner.due(), noTime);
    // A line that comes too late, where nobody asked for what had to go, is a record of its own.
    joiner.add("2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - no", "\n", 2'000'000, records);
    joiner.add("\tat x", "\n", 3'000'000, records);
    QCOMPARE(records.size(), 2u);
    joiner.finish(records);
    QCOMPARE(records[2].bytes, "\tat x");
}

void tst_LineJoiner::aRecordWaitsNoLongerThanTheTotal()
{
    LineJoiner joiner(formats().find("log4j"), {.pause = 250ms, .total = 1s});
    LineJoiner::Records records;
    joiner.add("2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - no", "\n", 0, records);
    for (qint64 now = 200'000; now < 1'000'000; now += 200'000)
        joiner.add("\tat x", "\n", now, records);
    QVERIFY(records.empty());
    QCOMPARE(joiner.due(), 1'000'000);
    joiner.expire(1'000'000, records);
    QCOMPARE(records.size(), 1u);
}

void tst_LineJoiner::linesAndBytesAreBounded()
{
    const QByteArray head = "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - no\n";
    QByteArrayList found = joined("log4j", head + QByteArray("\tat x\n").repeated(9), {.lines = 4});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found[1], "\tat x\n\tat x\n\tat x\n\tat x"); // what goes on behind a bound stays together, too
    found = joined("log4j", head + QByteArray("not a trace\n").repeated(9), {.lines = 4});
    QCOMPARE(found.size(), 3);
    found = joined("log4j", head + QByteArray("\tat x\n").repeated(100), {.bytes = 100});
    for (const QByteArray &record : found)
        QVERIFY(record.size() <= 100);
}

void tst_LineJoiner::randomCuttingGivesTheSameRecordsAndEveryByte()
{
    QRandomGenerator random(17);
    for (const auto &format : formats().all()) {
        QByteArray text;
        for (const FormatSample &sample : format->description().samples)
            text += sample.record + (random.bounded(2) == 0 ? "\n" : "\r\n");
        text += javaLog;
        Stream whole{LineJoiner(format)};
        whole.add(text, 0);
        const LineJoiner::Records expected = whole.finish(0);
        for (int round = 0; round < 10; ++round) {
            Stream stream{LineJoiner(format)};
            for (qsizetype at = 0; at < text.size();) {
                const qsizetype size = qMin(text.size() - at, qsizetype(1 + random.bounded(40)));
                stream.add(QByteArrayView(text).sliced(at, size), at); // a microsecond a byte
                at += size;
            }
            const LineJoiner::Records found = stream.finish(text.size());
            QByteArray bytes;
            QCOMPARE(found.size(), expected.size());
            for (size_t i = 0; i < found.size(); ++i) {
                QCOMPARE(found[i].bytes, expected[i].bytes);
                QCOMPARE(found[i].end, expected[i].end);
                bytes += found[i].bytes + found[i].end;
            }
            QCOMPARE(bytes, text);
        }
    }
}

QTEST_GUILESS_MAIN(tst_LineJoiner)
#include "tst_LineJoiner.moc"
