// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/FormatCheck.h"
#include "sources/parse/formats/LogFormats.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <algorithm>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// The formats that come with the program: their samples are the tests.
class tst_LogFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFormatReadsItsSamples_data();
    void everyFormatReadsItsSamples();
    void everySampleIsTakenForItsFormat_data() { everyFormatReadsItsSamples_data(); }
    void everySampleIsTakenForItsFormat();
    void everyFormOfTimeHasAFormat();
    void whatIsNoLogIsOfNoFormat_data();
    void whatIsNoLogIsOfNoFormat();
    void aLineIsTriedOnlyWhereItFits();

private:
    LogFormats m_formats;
};

void tst_LogFormats::initTestCase()
{
    qputenv("TZ", "America/New_York"); // what a sample says of its zone has to be enough
    QVERIFY2(m_formats.troubles().isEmpty(), qPrintable(m_formats.troubles().join(u'\n')));
    QVERIFY(m_formats.all().size() >= 60);
}

void tst_LogFormats::everyFormatReadsItsSamples_data()
{
    QTest::addColumn<QString>("file");
    const QDir dir(u":/formats"_s);
    for (const QString &name : dir.entryList())
        QTest::newRow(qPrintable(name)) << dir.filePath(name);
}

void tst_LogFormats::everyFormatReadsItsSamples()
{
    QFETCH(const QString, file);
    QFile opened(file);
    QVERIFY(opened.open(QIODevice::ReadOnly));
    const QByteArray json = opened.readAll();
    const auto format = LogFormat::from(json, file);
    QVERIFY2(format, qPrintable(format.error()));
    QCOMPARE(QString::fromUtf8((*format)->name()) + u".json"_s, QFileInfo(file).fileName());
    const QStringList wrong = checkFormat(**format, json);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    const FormatDescription &d = (*format)->description();
    const bool hasTime = std::any_of(d.samples.begin(), d.samples.end(),
                                     [](const FormatSample &sample) { return sample.time != noTime; });
    QVERIFY2(hasTime != d.times.isEmpty(), "a format with a time names its forms, so that each has a sample");
}

void tst_LogFormats::everySampleIsTakenForItsFormat()
{
    QFETCH(const QString, file);
    const auto format = m_formats.find(QFileInfo(file).completeBaseName().toUtf8());
    QVERIFY(format);
    std::vector<LogFormats::Format> found;
    for (const FormatSample &sample : format->description().samples) {
        m_formats.candidates(sample.record.split('\n').first(), found);
        QVERIFY2(!found.empty(), sample.record.constData());
        QVERIFY2(found.front() == format, (sample.record + " is taken for " + found.front()->name()).constData());
    }
}

void tst_LogFormats::everyFormOfTimeHasAFormat()
{
    QByteArrayList forms = timeFormNames();
    for (const auto &format : m_formats.all()) {
        for (const QByteArray &form : format->description().times)
            forms.removeAll(form);
    }
    QCOMPARE(forms, QByteArrayList());
}

void tst_LogFormats::whatIsNoLogIsOfNoFormat_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"",
                             " ",
                             "hello",
                             "1,2,3",
                             "0.5\t0.6",
                             "temp:21.5 hum:40",
                             "Temperature: 23.64, Humidity: 43.89",
                             "T=21.5 H=40.1",
                             ">temp:23.5",
                             "A;B;C;D",
                             "cpu,host=a value=0.64 1764494102000000000",
                             "$GPGGA,092750.000,5321.6802,N,00630.3372,W,1,8,1.03,61.7,M,55.2,M,,*76",
                             "{\"temp\":21.5,\"hum\":40}",
                             "[1,2]",
                             "{user} joined",
                             "[DONE]",
                             "1764494102 21.5",
                             "1764494102,21.5,40",
                             "info",
                             "error rate is 5%",
                             "{",
                             "}",
                             "level=info msg=started",
                             "http_requests_total{code=\"200\"} 1027",
                             "192.0.2.7 is up",
                             "12:30",
                             "May the 4th",
                             "\xff\xfe\x00\x01",
                             "---",
                             "===",
                             "a: b: c",
                             "warning signs"})
        QTest::addRow("%s", line) << QByteArray(line);
}

void tst_LogFormats::whatIsNoLogIsOfNoFormat()
{
    QFETCH(const QByteArray, line);
    std::vector<LogFormats::Format> found;
    m_formats.candidates(line, found);
    QVERIFY2(found.empty(), found.empty() ? "" : found.front()->name().constData());
}

/// The quick way finds what trying every format finds.
void tst_LogFormats::aLineIsTriedOnlyWhereItFits()
{
    std::vector<LogFormats::Format> found;
    LogReading reading;
    for (const auto &owner : m_formats.all()) {
        for (const FormatSample &sample : owner->description().samples) {
            const QByteArray line = sample.record.split('\n').first();
            m_formats.candidates(line, found);
            for (const auto &format : m_formats.all()) {
                const bool isFound = std::find(found.begin(), found.end(), format) != found.end();
                if (format->description().kind == FormatDescription::Kind::Json)
                    QVERIFY2(isFound || !format->match(line, reading), (format->name() + ": " + line).constData());
                else
                    QVERIFY2(isFound == format->starts(line), (format->name() + ": " + line).constData());
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_LogFormats)
#include "tst_LogFormats.moc"
