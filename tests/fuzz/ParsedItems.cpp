// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/ParsedItems.h"

#include "model/formats/ArrivalWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"
#include "tests/fuzz/Input.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace livebelt::test {

using namespace Qt::StringLiterals;

void check(const Record &record)
{
    insist(isValidUtf8(record.text) && isValidUtf8(record.subject) && isValidUtf8(record.unit), "all texts are UTF-8");
    insist(!std::isinf(record.value), "a value is finite");
    insist(record.hasValue() || record.kind != RecordKind::Measurement, "a measurement has a value");
    if (record.fields.isEmpty())
        return;
    const QJsonObject object = QJsonDocument::fromJson(record.fields).object();
    insist(!object.isEmpty(), "fields are one JSON object");
    insist(object.size() == fieldList(record.fields).size(), "and each is there once");
    insist(!record.fields.contains('\n'), "on one line");
}

namespace {

/// What is written again of the records of a stream.
QByteArray taken(const ParserOptions &options, const QByteArray &stream)
{
    const auto reader = std::make_unique<Reader>(options);
    ItemCutter cutter{Framing()};
    Records records;
    Item item;
    cutter.add(stream);
    while (cutter.next(item))
        reader->take(item, 0, records);
    if (cutter.finish(item))
        reader->take(item, 0, records);
    reader->finish(0, records);
    ArrivalWriter writer;
    TextBuilder out;
    for (const Record &record : records)
        writer.write(out, "feed", record);
    return out.copy();
}

} // namespace

void parseItems(const QString &format, QByteArrayView input)
{
    ParserOptions options;
    options.format = format;
    const int chosen = input.isEmpty() ? 0 : input.front();
    if (chosen & 1)
        options.value = u"a,b"_s;
    if (chosen & 2)
        options.subject = u"c"_s;
    if (chosen & 4)
        options.columns = {u"time"_s, u"a"_s, u"c"_s};
    const auto reader = std::make_unique<Reader>(options);
    constexpr qint64 arrival = 1'700'000'000'000'000;
    Records records;
    const QByteArray lines = input.sliced(input.isEmpty() ? 0 : 1).toByteArray();
    for (const QByteArray &item : lines.split('\n')) {
        const size_t before = records.size();
        reader->read(item, arrival, records);
        const auto isNotice = [](const Record &record) { return record.kind == RecordKind::Notice; };
        const auto notices = std::count_if(records.begin() + qptrdiff(before), records.end(), isNotice);
        insist(records.size() == before + size_t(notices) + 1, "a message is one record");
        insist(records[before].arrived() == item, "with all its bytes");
        if (item == "restart")
            reader->restart();
    }
    reader->finish(arrival, records);
    for (const Record &record : records) {
        check(record);
        insist(record.received == arrival, "a record has its arrival");
    }
    insist(taken(options, lines) == lines, "what arrived is kept");
}

} // namespace livebelt::test
