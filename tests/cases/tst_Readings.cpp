// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseRecords.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"
#include "tests/cases/Wanted.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 arrival = 1'796'030'100'000'000; // 2026-11-30T09:15:00Z

Records ofStream(const QByteArray &stream, const QString &parse, const QString &frame)
{
    const FeedAddress address = *FeedAddress::parse(u"tcp://host:1?parse=%1%2"_s.arg(parse, frame));
    Reader reader(*ParserOptions::from(address));
    ItemCutter cutter(*Framing::from(address));
    Records records;
    Item item;
    cutter.add(stream);
    while (cutter.next(item))
        reader.take(item, arrival, records);
    if (cutter.finish(item))
        reader.take(item, arrival, records);
    reader.finish(arrival, records);
    return records;
}

Records ofEvents(const QByteArray &stream)
{
    ParserOptions options;
    options.format = u"auto"_s;
    options.kind = RecordKind::Event;
    SseRecords reader(options);
    SseParser parser;
    std::vector<SseEvent> events;
    parser.feed(stream, events);
    Records records;
    for (const SseEvent &event : events)
        reader.add(event, arrival, records);
    return records;
}

} // namespace

/// Small inputs with what their records must say: readings.jsonl.
class tst_Readings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void saysWhatItShould_data();
    void saysWhatItShould();
};

void tst_Readings::saysWhatItShould_data()
{
    QTest::addColumn<QJsonObject>("given");
    for (const QJsonObject &given : casesOf(u"readings.jsonl"_s)) {
        if (given.value(u"kind").toString() != u"sqlite") // tst_SqliteFeed asks that
            QTest::newRow(given.value(u"about").toString().toUtf8()) << given;
    }
}

void tst_Readings::saysWhatItShould()
{
    QFETCH(QJsonObject, given);
    const QString text = given.value(u"in").toString(), kind = given.value(u"kind").toString();
    const QByteArray stream = given.value(u"bytes").toBool() ? text.toLatin1() : text.toUtf8();
    const QString frame = kind == u"listen-tcp" ? u"&frame=octet"_s : QString();
    Records records =
        kind == u"sse" ? ofEvents(stream) : ofStream(stream, given.value(u"parse").toString(u"auto"_s), frame);
    std::erase_if(records, [](const Record &record) { return record.kind == RecordKind::Notice; });
    const QJsonArray wanted = given.value(u"want").toArray();
    // A header is a record, too.
    std::erase_if(records,
                  [](const Record &record) { return record.kind == RecordKind::Event && record.fields.isEmpty(); });
    QCOMPARE(records.size(), size_t(wanted.size()));
    for (size_t i = 0; i < records.size(); ++i) {
        const QString found = difference(records[i], wanted.at(int(i)).toObject());
        QVERIFY2(found.isEmpty(), qPrintable(found));
    }
}

QTEST_GUILESS_MAIN(tst_Readings)
#include "tst_Readings.moc"
