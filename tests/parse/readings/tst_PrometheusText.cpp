// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/PrometheusText.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArray shown(const PrometheusSample &sample)
{
    QByteArray text = sample.name;
    for (const auto &[name, value] : sample.labels)
        text += " {" + name + '|' + value + '}';
    text += ' ' + sample.value;
    return text + (sample.timestamp.isEmpty() ? QByteArray() : '@' + sample.timestamp);
}

QByteArray shown(PrometheusText &reader, QByteArrayView line)
{
    switch (reader.read(line)) {
    case PrometheusText::Line::Sample:
        return shown(reader.sample()) + (reader.exemplar() ? " #" + shown(*reader.exemplar()) : QByteArray());
    case PrometheusText::Line::Other:
        return "other";
    case PrometheusText::Line::Blank:
        return "blank";
    case PrometheusText::Line::Comment:
        return "comment";
    case PrometheusText::Line::About:
        return "about";
    case PrometheusText::Line::End:
        return "end";
    }
    return {};
}

} // namespace

class tst_PrometheusText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsALine_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *line, const char *text) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(text);
        };
        // the example of Prometheus' own description
        row("# HELP http_requests_total The total number of HTTP requests.", "about");
        row("# TYPE http_requests_total counter", "about");
        row("http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000",
            "http_requests_total {method|post} {code|200} 1027@1395066363000");
        row("# Escaping in label values:", "comment");
        row("msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find "
            "file:\\n\\\"FILE.TXT\\\"\"} 1.458255915e9",
            "msdos_file_access_time_seconds {path|C:\\DIR\\FILE.TXT} {error|Cannot find file:\n\"FILE.TXT\"} "
            "1.458255915e9");
        row("metric_without_timestamp_and_labels 12.47", "metric_without_timestamp_and_labels 12.47");
        row("something_weird{problem=\"division by zero\"} +Inf -3982045",
            "something_weird {problem|division by zero} +Inf@-3982045");
        row("http_request_duration_seconds_bucket{le=\"+Inf\"} 144320",
            "http_request_duration_seconds_bucket {le|+Inf} 144320");
        row("rpc_duration_seconds{quantile=\"0.01\"} 3102", "rpc_duration_seconds {quantile|0.01} 3102");
        // blanks, a comma at the end, no labels
        row(" a { b = \"c\" , d=\"e\", }\t 1 \t2 ", "a {b|c} {d|e} 1@2");
        row("a{} NaN", "a NaN");
        row("a{b=\"\"}1", "a {b|} 1");
        row("a:b:c -Inf", "a:b:c -Inf");
        row("a{b=\"x} 1\"} 2", "a {b|x} 1} 2");
        row("a{b=\"\\q\"} 2", "a {b|\\q} 2");
        row("a{b=\"\xe6\xb0\xb4\"} 1724442618569203714", "a {b|\xe6\xb0\xb4} 1724442618569203714");
        // names in quotes, as since Prometheus 3
        row("{\"my.metric\",b=\"c\"} 1", "my.metric {b|c} 1");
        row("{\"my.metric\",\"b.c\"=\"d\"} 1", "my.metric {b.c|d} 1");
        row("# TYPE \"my.metric\" gauge", "about");
        // OpenMetrics
        row("# UNIT a_seconds seconds", "about");
        row("# EOF", "end");
        row("foo_total 17.0 1520879607.789 # {id=\"counter-test\"} 5",
            "foo_total 17.0@1520879607.789 # {id|counter-test} 5");
        row("foo_bucket{le=\"10\"} 17 # {trace_id=\"oHg5SJYRHA0\"} 9.8 1520879607.789",
            "foo_bucket {le|10} 17 # {trace_id|oHg5SJYRHA0} 9.8@1520879607.789");
        row("foo_bucket{le=\"1\"} 8 # {} 0.67", "foo_bucket {le|1} 8 # 0.67");
        row("", "blank");
        row("#", "comment");
        row("# TYPE a thing", "comment");
        for (const auto *line : {"a",
                                 "a b",
                                 "a{",
                                 "a{b",
                                 "a{b=",
                                 "a{b=c} 1",
                                 "a{b=\"c} 1",
                                 "a{b=\"c\"",
                                 "a{b=\"c\"}",
                                 "a{b=\"c\"} x",
                                 "a{b=\"c\" d=\"e\"} 1",
                                 "a{b=\"c\",b=\"d\"} 1",
                                 "a{,} 1",
                                 "a{b:c=\"d\"} 1",
                                 "1a 1",
                                 "a-b 1",
                                 "{a=\"b\"} 1",
                                 "{\"a\",\"b\"} 1",
                                 "a{\"b\"} 1",
                                 "a 1 2 3",
                                 "a 1 x",
                                 "a 1 # 5",
                                 "a 1 # {b=\"c\"}",
                                 "a 1 # {b=\"c\"} 1 2 3",
                                 "a 0x10",
                                 "{\"temp\":21.5}",
                                 "a1",
                                 "a 1,2"})
            row(line, "other");
    }
    void readsALine()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, text);
        PrometheusText reader;
        QCOMPARE(shown(reader, line), text);
        QVERIFY(reader.score() >= 0 && reader.score() <= 100);
    }

    void knowsWhatAMetricIs()
    {
        PrometheusText reader;
        reader.read("# HELP http_seconds How long it took.");
        reader.read("# TYPE http_seconds histogram");
        reader.read("# UNIT http_seconds seconds");
        const auto *family = reader.family("http_seconds_bucket");
        QVERIFY(family && family == reader.family("http_seconds") && family == reader.family("http_seconds_sum"));
        QCOMPARE(family->type, "histogram");
        QCOMPARE(family->help, "How long it took.");
        QCOMPARE(family->unit, "seconds");
        QVERIFY(!reader.family("http_second") && !reader.family("_bucket"));
        reader.read("http_seconds_count 5");
        QVERIFY(reader.score() > 90);
        reader.read("temp 5");
        QVERIFY2(reader.score() < 50, "a word and a number could be anything");
        reader.read("temp{room=\"a\"} 5");
        QVERIFY(reader.score() >= 90);
    }

    void aTimeIsInMillisecondsOrInSeconds()
    {
        PrometheusText reader;
        const auto time = [&reader](QByteArrayView line) {
            return reader.read(line) == PrometheusText::Line::Sample ? reader.sample().time().value_or(-1) : -2;
        };
        QCOMPARE(time("a 1 1395066363000"), 1'395'066'363'000'000);
        QCOMPARE(time("a 1 1520879607.789"), 1'520'879'607'789'000);
        QCOMPARE(time("a 1 1520879607"), 1'520'879'607'000'000);
        QCOMPARE(time("a 1 1e300"), -1);
        QCOMPARE(time("a 1"), -1);
    }

    void keepsOnlySoManyFamilies()
    {
        PrometheusText reader;
        for (int i = 0; i <= PrometheusText::mostFamilies; ++i)
            reader.read("# TYPE a" + QByteArray::number(i) + " gauge");
        QVERIFY(reader.family("a9999") && !reader.family("a10000"));
    }
};

QTEST_GUILESS_MAIN(tst_PrometheusText)
#include "tst_PrometheusText.moc"
