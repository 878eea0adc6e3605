// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parse/ShownRecords.h"

#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "sources/parse/formats/LogFormats.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

Records parsed(const QString &query, const QByteArrayList &items)
{
    const Result<FeedAddress> address = FeedAddress::parse(u"tcp://host:1?"_s + query);
    static const auto formats = std::make_shared<LogFormatsOnDemand>(); // it takes a while to read them
    Result<ParserOptions> options = ParserOptions::from(*address);
    options->logFormats = formats;
    const std::unique_ptr<Reader> reader = std::make_unique<Reader>(*options);
    Records records;
    for (const QByteArray &item : items)
        reader->take(Item{item, item.size()}, arrival, records);
    reader->finish(arrival, records);
    return records;
}

static QByteArray shown(const Record &record, const QByteArray &item)
{
    QByteArray line = kindName(record.kind);
    if (!record.subject.isEmpty())
        line += ' ' + record.subject;
    if (record.hasValue())
        line += " = " + shortestNumber(record.value) + record.unit;
    if (record.level != Level::None)
        line += QByteArray(" !").append(levelName(record.level));
    if (record.time != noTime)
        line += " @" + QByteArray::number(record.time);
    if (record.text != item)
        line += " \"" + record.text + '"';
    return line + (record.fields.isEmpty() ? "" : ' ' + record.fields);
}

QByteArray shown(const Records &records, const QByteArray &item)
{
    QByteArrayList lines;
    for (const Record &record : records)
        lines.append(shown(record, item));
    return lines.join('\n');
}

} // namespace livebelt::test
