// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/ParsedItems.h"

#include "model/formats/ArrivalWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/ItemParser.h"
#include "tests/fuzz/Input.h"

#include <simdjson.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

void check(const Record &record)
{
    insist(isValidUtf8(record.text) && isValidUtf8(record.subject) && isValidUtf8(record.unit), "all texts are UTF-8");
    insist(!std::isinf(record.value), "a value is finite");
    insist(record.hasValue() || record.kind != RecordKind::Measurement, "a measurement has a value");
    insist(!record.text.isEmpty() || !record.fields.isEmpty() || !record.raw.isEmpty(), "a record says something");
    if (record.fields.isEmpty())
        return;
    static thread_local simdjson::dom::parser parser;
    simdjson::dom::object object;
    const auto error = parser.parse(record.fields.constData(), size_t(record.fields.size())).get(object);
    insist(error == simdjson::SUCCESS && object.size() > 0, "fields are one JSON object");
    for (const auto &[name, value] : object)
        insist(!value.is_object() && !value.is_array(), "and a flat one");
}

namespace {

/// What is written again of the records of a stream.
QByteArray taken(const ParserOptions &options, const QByteArray &stream)
{
    const auto parser = makeParser(options);
    ItemCutter cutter{Framing()};
    Records records;
    Item item;
    cutter.add(stream);
    while (cutter.next(item))
        parser->take(item, 0, records);
    if (cutter.finish(item))
        parser->take(item, 0, records);
    parser->finish(0, records);
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
    const auto parser = makeParser(options);
    constexpr qint64 arrival = 1'700'000'000'000'000;
    Records records;
    const QByteArray lines = input.sliced(input.isEmpty() ? 0 : 1).toByteArray();
    for (const QByteArray &item : lines.split('\n')) {
        const size_t before = records.size();
        parser->parse(item, arrival, records);
        insist(records.size() > before || item.isEmpty() || format != u"json", "each item gives something");
        if (item == "restart")
            parser->restart();
        insist(!item.isEmpty() || records.size() == before || format == u"csv" || format == u"auto",
               "nothing gives nothing, but to a cell that goes on");
    }
    parser->finish(arrival, records);
    for (const Record &record : records) {
        check(record);
        insist(record.received == arrival, "a record has its arrival");
    }
    insist(taken(options, lines) == lines, "what arrived is kept");
}

} // namespace livebelt::test
