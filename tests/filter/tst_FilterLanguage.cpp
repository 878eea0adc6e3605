// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/filter/FilterPrinter.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_FilterLanguage : public QObject
{
    Q_OBJECT

private:
    /// Monday, 30 November 2026, 15:00 in a zone two hours east.
    static FilterClock clock() { return {*fromRfc3339("2026-11-30T13:00:00Z"), QTimeZone(2 * 3600)}; }

    static Record sample()
    {
        Record record;
        record.seq = 150;
        record.received = *fromRfc3339("2026-11-30T12:58:00Z");
        record.time = *fromRfc3339("2026-11-30T07:30:00.5Z"); // 09:30 there
        record.subject = "plant/7/temp";
        record.text = "GET Foo.java:12 timeout at localhost:5432, a->b in main()";
        record.value = 80.5;
        record.unit = "kBy";
        record.level = Level::Warn;
        FieldsBuilder fields;
        fields.add("room", "Kitchen");
        fields.addNumber("latency_ms", "150");
        fields.addNumber("id", "9007199254740993");
        fields.addNumber("ratio", "0.30000000000000000001");
        fields.add("took", "1.5 h");
        fields.add("mem", "3 MB");
        fields.add("note", "a \"b\"\tc");
        fields.add("two words", "x");
        fields.add("text", "inner");
        fields.add("channel", "#ops");
        fields.addNull("nothing");
        record.fields = fields.take();
        return record;
    }

    static Filter read(const QString &expression)
    {
        const FilterReading reading = Filter::read(expression, clock());
        if (reading.error)
            qWarning("%s", qPrintable(pointedOut(*reading.error, expression)));
        return reading.filter;
    }

private Q_SLOTS:
    void anExpressionMeansThis_data()
    {
        QTest::addColumn<bool>("expected");
        const auto yes = [](const char *expression) { QTest::newRow(expression) << true; };
        const auto no = [](const char *expression) { QTest::newRow(expression) << false; };
        // or, and, not, brackets
        yes("nowhere | timeout");
        yes("nowhere OR timeout");
        yes("nowhere || timeout");
        no("nowhere | missing");
        yes("nowhere missing | timeout get");
        no("nowhere | timeout missing");
        yes("(nowhere | timeout) get");
        no("(nowhere | timeout) missing");
        yes("timeout AND get");
        yes("timeout && get");
        no("not timeout");
        no("NOT timeout");
        yes("not nowhere");
        yes("not (nowhere | missing)");
        no("not(nowhere | get)");
        yes("-(nowhere get) timeout");
        yes("nowhere|timeout");
        yes("main() get");
        yes("(main() | nowhere)");
        yes("a->b");
        no("a->c");
        no("not");
        yes("get | not");
        // exactly
        yes("subject:plant");
        no("subject:=plant");
        yes("subject:=plant/7/temp");
        no("subject:=Plant/7/temp");
        yes("room:=Kitchen");
        no("room:=kitchen");
        yes("room:kitch");
        yes("room:(bath | kitchen)");
        no("room:(bath kitchen)");
        yes("room:bath|kitchen");
        yes("room:=Bath|Kitchen");
        no("room:bath|cellar");
        yes("room:bath|level:warn");
        yes("room:bath | timeout");
        yes("room!=bath");
        no("room!=Kitchen");
        yes("room=Kitchen");
        yes("room=\"Kitchen\"");
        no("room=kitchen");
        yes("latency_ms:=150.0");
        no("latency_ms:=15");
        yes("id:=9007199254740993");
        no("id:=9007199254740992");
        // levels
        yes("level:warn");
        yes("level:WARNING");
        yes("level>=warn");
        no("level>warn");
        yes("level<error");
        yes("level <= warn");
        no("level:error");
        yes("level:warn|error");
        yes("level!=info");
        no("level:none");
        yes("level:(error | warn)");
        // numbers
        yes("value>80");
        no("value>80.5");
        yes("value>=80.5");
        yes("value > 80");
        yes("value:80.5");
        yes("value:80..81");
        no("value:..80");
        yes("value:80..");
        yes("latency_ms:100..200");
        yes("latency_ms:150..150");
        no("latency_ms:151..200");
        no("latency_ms>150");
        yes("latency_ms >= 150");
        yes("latency_ms<1e3");
        yes("id>9007199254740992");
        no("id>9007199254740993");
        yes("ratio>0.3");
        yes("ratio<0.30000000000000000002");
        no("ratio>0.30000000000000000001");
        yes("took>1h");
        no("took>90min");
        yes("took>=90min");
        yes("mem>2MB");
        no("mem>2.9MiB"); // 3,040,870 bytes
        no("mem>10s");
        yes("size<2MB");
        yes("size>10B");
        yes("size:57");
        yes("value>80kB");
        no("value>1MB");
        yes("seq:100..200");
        yes("seq>149");
        no("seq>150");
        no("room>5");
        no("nothing>0");
        no("nosuch>5");
        // times: it happened at 09:30:00.5, 15:00 is now
        yes("time:2026-11-30");
        yes("time:today");
        no("time:yesterday");
        yes("time:2026-11");
        yes("time:2026");
        no("time:2025");
        yes("time:9:30");
        no("time:9:31");
        yes("time:09:30:00.5");
        no("time:09:30:00.6");
        yes("time>9:00");
        no("time>14:00");
        yes("time<14:00");
        yes("time>yesterday");
        no("time>today");
        yes("time>=today");
        yes("time:2026-11-30T09..10");
        yes("time:2026-11-30T09:00..09:30:01");
        no("time:2026-11-30T09:00..09:30");
        no("time:2026-11-30T10..11");
        yes("time:2026-11-29..30");
        no("time:2026-11-28..29");
        yes("time:2026-11-30T07:30Z");
        yes("time:\"today 9:30\"");
        yes("time>\"yesterday 23:00\"");
        yes("time>-6h");
        no("time>-5h");
        yes("age>5h");
        no("age<5h");
        yes("age:5h..6h");
        yes("received:14:58");
        yes("received>-5m");
        yes("age>5h29m");
        no("age>5h30m");
        no("age>5"); // a field, without a unit
        // regular expressions
        yes("/time(out|r)/");
        no("/TIMEOUT/");
        yes("/TIMEOUT/i");
        yes("text:/^GET/");
        no("text:/^get/");
        no("text:/GET$/");
        yes("/plant\\/\\d\\/temp/");
        yes("subject:/^plant/");
        yes("room:/^K.*n$/");
        yes("room:/bath|kitchen/i");
        yes("/GET Foo/");
        no("/usr/bin");
        no("/usr/bin/");
        yes("-/nowhere/");
        // globs
        yes("topic:plant/*/temp");
        yes("topic:PLANT/*/temp");
        no("topic:plant/*");
        yes("topic:plant/**");
        no("topic:*/temp");
        yes("topic:**/temp");
        yes("room:K*n");
        no("room:K*e");
        yes("text:*timeout*");
        no("text:\"*timeout*\"");
        no("ti*out");
        // places
        yes("unit:kby");
        yes("feed:\"#ops\"");
        yes("feed:=\"IRC #ops\"");
        no("feed:=\"#ops\"");
        yes("kind:message");
        yes("is:message");
        no("is:notice");
        yes("is:warn");
        yes("is:marked");
        yes("has:room");
        no("has:bath");
        yes("has:nothing");
        yes("has:value");
        yes("has:level");
        no("has:raw");
        yes("has:subject");
        yes("has:\"two words\"");
        yes(".\"two words\":x");
        yes(".text:inner");
        no("text:inner");
        no(".text:GET");
        yes("raw:GET");
        yes("note:\"a \\\"b\\\"\tc\"");
        // other names of the subject, where no field has them
        yes("from:=plant/7/temp");
        yes("topic:plant");
        yes("channel:ops");
        no("channel:plant");
        yes("channel:=#ops");
        // what is no name is a text
        yes("Foo.java:12");
        yes("localhost:5432");
        no("localhost:5433");
        no(".localhost:5432");
        no("https://host");
        yes(":5432");
        no("-timeout");
        no("->c");
        yes("\"a->b\"");
    }

    void anExpressionMeansThis()
    {
        QFETCH(bool, expected);
        const QString expression = QString::fromUtf8(QTest::currentDataTag());
        const FilterReading reading = Filter::read(expression, clock());
        QVERIFY2(!reading.error, qPrintable(reading.error ? inOneLine(*reading.error) : QString()));
        QCOMPARE(reading.filter.matches(sample(), "IRC #ops", true), expected);
        const QString again = printed(reading.filter.term());
        QVERIFY2(read(again) == reading.filter, qPrintable(again));
    }

    void aMistakeIsPointedOut_data()
    {
        QTest::addColumn<qsizetype>("at");
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *expression, qsizetype at, qsizetype length, const char *word) {
            QTest::newRow(expression) << at << length << QString::fromUtf8(word);
        };
        row("(a b", 0, 1, "closed");
        row("a b)", 3, 1, "quotes");
        row("a ()", 2, 2, "nothing between");
        row("a |", 2, 1, "missing");
        row("| a", 0, 1, "missing");
        row("a OR", 2, 2, "missing");
        row("a AND", 2, 3, "missing");
        row("(a | ) b", 3, 1, "missing");
        row("level>=loud", 7, 4, "loud");
        row("kind:mesage", 5, 6, "message");
        row("value>hot", 6, 3, "number");
        row("value>", 0, 6, "Nothing");
        row("value:1..x", 6, 4, "number");
        row("text>abc", 5, 3, "text:abc");
        row("time:soon", 5, 4, "yesterday");
        row("time:2026-13-01", 5, 10, "time");
        row("is:nice", 3, 4, "marked");
        row("/a(b/", 1, 3, ")");
        row("text:/a[b/", 7, 2, "]");
        row("/*a/", 1, 1, "repeat");
        row("/(?=a)/", 1, 3, "ahead");
        row("a \"b", 2, 2, "quote");
        row("room:=", 0, 6, "room:=");
    }

    void aMistakeIsPointedOut()
    {
        QFETCH(qsizetype, at);
        QFETCH(qsizetype, length);
        QFETCH(QString, word);
        const FilterReading reading = Filter::read(QString::fromUtf8(QTest::currentDataTag()), clock());
        QVERIFY(reading.error);
        const QString sentence = reading.error->sentence;
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
        QCOMPARE(reading.error->at, at);
        QCOMPARE(reading.error->length, length);
    }

    void aTerminalShowsThePlace()
    {
        const QString expression = u"memory kind:mesage"_s;
        const FilterReading reading = Filter::read(expression);
        QCOMPARE(pointedOut(*reading.error, expression),
                 u"There is no kind “mesage”: it is message, measurement, event, row or notice.\n"
                 "  memory kind:mesage\n"
                 "              ^^^^^^"_s);
    }

    void whatIsDeepIsRefused()
    {
        QVERIFY(Filter::read(u"("_s.repeated(5000) + u"a"_s).error);
        QVERIFY(Filter::read(u"not "_s.repeated(5000) + u"a"_s).error);
        QVERIFY(!Filter::read(u"("_s.repeated(50) + u"a"_s + u")"_s.repeated(50)).error);
        QVERIFY(!Filter::read(u"a "_s.repeated(5000)).error);
        QVERIFY(Filter::read(u"a "_s.repeated(500'000)).error);
    }

    void aNumberKeepsItsDigitsWhereOnlyTheRecordHasIt()
    {
        Record record;
        record.text = "9007199254740993";
        record.value = record.text.toDouble();
        QVERIFY(read(u"value>9007199254740992"_s).matches(record));
        QVERIFY(read(u"value:9007199254740993"_s).matches(record));
        QVERIFY(!read(u"value:9007199254740992"_s).matches(record));
        QVERIFY(!read(u"value:9007199254740994"_s).matches(record));
    }

    void whatALowerCaseNotMeansIsSaid()
    {
        QCOMPARE(Filter::read(u"not found"_s).remarks.size(), 1);
        QCOMPARE(Filter::read(u"NOT found"_s).remarks.size(), 0);
    }

    void aFilterSaysWhatItLooksAt()
    {
        QCOMPARE(read(u"level:warn"_s).needs(), FilterNeeds(FilterNeed::Level));
        QCOMPARE(read(u"subject:=a is:notice"_s).needs(), FilterNeed::Subject | FilterNeed::Kind);
        QCOMPARE(read(u"a"_s).needs(), FilterNeed::Text | FilterNeed::Subject | FilterNeed::Fields);
        QCOMPARE(read(u"time>9:00 -is:marked"_s).needs(), FilterNeed::Time | FilterNeed::Received | FilterNeed::Marks);
        QCOMPARE(read({}).needs(), FilterNeeds());
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_FilterLanguage)
#include "tst_FilterLanguage.moc"
