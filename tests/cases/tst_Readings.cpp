// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/http/SseRecords.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace livebelt;
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

/// What is wrong with the record; empty where all that is wanted is there.
QString difference(const Record &record, const QJsonObject &want)
{
    const auto differs = [](const QString &what, const QString &is, const QString &wanted) {
        return u"%1 is “%2”, not “%3”"_s.arg(what, is, wanted);
    };
    const QJsonObject fields = QJsonDocument::fromJson(record.fields).object();
    for (auto it = want.begin(); it != want.end(); ++it) {
        const QString wanted = it->toString();
        if (it.key() == u"text" && record.text != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(record.text), wanted);
        if (it.key() == u"text_has" && !record.text.contains(wanted.toUtf8()))
            return differs(it.key(), QString::fromUtf8(record.text), wanted);
        if (it.key() == u"subject" && record.subject != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(record.subject), wanted);
        if (it.key() == u"level" && levelName(record.level) != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(levelName(record.level)), wanted);
        if (it.key() == u"time" && toRfc3339(record.time) != wanted.toUtf8())
            return differs(it.key(), QString::fromUtf8(toRfc3339(record.time)), wanted);
        if (it.key() == u"time_local" && !toRfc3339(record.time).startsWith(wanted.toUtf8()))
            return differs(it.key(), QString::fromUtf8(toRfc3339(record.time)), wanted);
        const QJsonObject named = it->toObject();
        for (auto field = named.begin(); field != named.end(); ++field) {
            if (it.key() == u"fields" && fields.value(field.key()) != *field)
                return differs(field.key(), QString::fromUtf8(record.fields), u"as wanted"_s);
            if (it.key() == u"fields_text" &&
                fieldValue(record.fields, field.key().toUtf8()) != field->toString().toUtf8())
                return differs(field.key(), QString::fromUtf8(record.fields), field->toString());
        }
        for (const QJsonValue &absent : it->toArray()) {
            if (it.key() == u"absent" && fields.contains(absent.toString()))
                return absent.toString() + u" is there"_s;
        }
    }
    return {};
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
    QFile file(QStringLiteral(LIVEBELT_CASES "/readings.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
        const QJsonObject given = QJsonDocument::fromJson(file.readLine()).object();
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
