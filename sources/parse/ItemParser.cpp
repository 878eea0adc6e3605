// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemParser.h"

#include "model/records/Arrival.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/AutoParser.h"
#include "sources/parse/CsvFormat.h"
#include "sources/parse/InfluxFormat.h"
#include "sources/parse/JsonFormat.h"
#include "sources/parse/LogfmtFormat.h"
#include "sources/parse/NmeaFormat.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/RegexFormat.h"
#include "sources/parse/SyslogFormat.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The format that was asked for; what is not of it is put aside.
class ChosenParser final : public ItemParser
{
public:
    ChosenParser(std::unique_ptr<ItemFormat> format, const ParserOptions &options)
        : ItemParser(options.kind), m_format(std::move(format)), m_name(options.format.toUtf8())
    {
    }

    void parse(const QByteArray &item, qint64 received, Records &records) override
    {
        if ((item.isEmpty() && !isInItem()) || m_format->read(item, received, records))
            return;
        finish(received, records);
        quarantine(item, received, records);
    }
    void restart() override { m_format->restart(); }

protected:
    void putAside(qint64 received, Records &records) override
    {
        const QByteArray unfinished = m_format->takeUnfinished();
        if (!unfinished.isEmpty())
            quarantine(unfinished, received, records);
    }
    bool isInItem() const override { return m_format->isUnfinished(); }

private:
    void quarantine(const QByteArray &item, qint64 received, Records &records) const
    {
        Record notice = makeNotice(
            NoticeType::Quarantined,
            "An item of " + QByteArray::number(item.size()) + " bytes could not be read as " + m_name, {}, item);
        notice.received = received;
        records.push_back(std::move(notice));
    }

    std::unique_ptr<ItemFormat> m_format;
    QByteArray m_name;
};

std::unique_ptr<ItemFormat> makeFormat(const ParserOptions &options)
{
    if (options.format == u"json")
        return std::make_unique<JsonFormat>(options);
    if (options.format == u"csv")
        return std::make_unique<CsvFormat>(options);
    if (options.format == u"logfmt")
        return std::make_unique<LogfmtFormat>(options);
    if (options.format == u"influx")
        return std::make_unique<InfluxFormat>(options);
    if (options.format == u"syslog")
        return std::make_unique<SyslogFormat>(options.kind);
    if (options.format == u"nmea")
        return std::make_unique<NmeaFormat>(options.kind);
    if (options.format == u"regex")
        return std::make_unique<RegexFormat>(options);
    if (options.format == u"raw")
        return std::make_unique<RawFormat>(options.kind);
    return std::make_unique<TextFormat>(options.kind);
}

Record cutNotice(qsizetype kept, qint64 length, qint64 received)
{
    FieldsBuilder fields;
    fields.add("bytes", length);
    Record notice = makeNotice(NoticeType::Truncated,
                               "An item of " + QByteArray::number(length) + " bytes was cut to its first " +
                                   QByteArray::number(kept),
                               fields.take());
    notice.received = received;
    return notice;
}

Record stopNotice(qsizetype bytes, qint64 received)
{
    Record notice = makeNotice(NoticeType::Information, "It ended in the middle of an item, of which " +
                                                            QByteArray::number(bytes) + " bytes have come");
    notice.received = received;
    return notice;
}

void markEnd(Record &record, Item::End end)
{
    if (end == Item::End::Pause || end == Item::End::Stop)
        arrival::mark(record, arrival::lineEnd, "\"none\"");
    else if (end == Item::End::InOriginal)
        arrival::mark(record, arrival::lineEnd, "\"raw\"");
    else if (end == Item::End::CarriageReturn)
        arrival::mark(record, arrival::lineEnd, "\"cr\"");
}

} // namespace

std::unique_ptr<ItemParser> makeParser(const ParserOptions &options)
{
    if (options.format == u"auto")
        return std::make_unique<AutoParser>(options);
    return std::make_unique<ChosenParser>(makeFormat(options), options);
}

void ItemParser::take(const Item &item, qint64 received, Records &records)
{
    if (item.isCut())
        records.push_back(cutNotice(item.bytes.size(), item.length, received));
    const size_t at = m_settled = records.size();
    const bool isPartial = item.end == Item::End::Pause || item.continues;
    if (isPartial)
        finish(received, records);
    else
        parse(item.bytes, received, records);

    QByteArray original = item.original.isEmpty() ? item.bytes : item.original;
    if (item.end == Item::End::CarriageReturnLineFeed)
        original += '\r';
    if (!isPartial && isInItem()) {
        m_kept += original;
        m_keptEnd = item.end;
        if (item.end == Item::End::CarriageReturn)
            m_kept += '\r';
        else if (item.end != Item::End::Stop)
            m_kept += '\n';
        return;
    }
    if (isPartial || m_settled == records.size()) {
        records.push_back(textRecord(m_kind, item.bytes, received));
        if (!isPartial && !item.bytes.isEmpty())
            records.back().kind = RecordKind::Event; // a header, a comment
    }
    const size_t first = std::max(at, m_settled);
    settle(std::move(original), first, records);
    markEnd(records[first], item.end);
    if (item.continues)
        arrival::mark(records[first], arrival::continues, "true");
    if (item.end == Item::End::Stop)
        records.push_back(stopNotice(item.bytes.size(), received));
}

void ItemParser::finish(qint64 received, Records &records)
{
    const size_t at = records.size();
    putAside(received, records);
    if (records.size() == at || m_kept.isEmpty())
        return;
    if (m_keptEnd != Item::End::Stop)
        m_kept.chop(1); // the end is the writer's to add
    settle({}, at, records);
    markEnd(records[at], m_keptEnd);
    m_settled = records.size();
}

/// Sees to it that the first record since at has all that arrived, and that the others are known to be of it.
void ItemParser::settle(QByteArray original, size_t at, Records &records)
{
    if (!m_kept.isEmpty())
        original.prepend(std::exchange(m_kept, {}));
    Record &first = records[at];
    const bool isText =
        first.raw.isEmpty() && (first.text.constData() == original.constData() || first.text == original);
    if (!isText)
        first.raw = std::move(original);
    for (size_t i = at + 1; i < records.size(); ++i)
        arrival::mark(records[i], arrival::part, QByteArray::number(i - at + 1));
}

void parseItem(ItemParser &parser, const async::Line &item, qint64 received, Records &records)
{
    if (item.isCut())
        records.push_back(cutNotice(item.bytes.size(), item.length, received));
    parser.parse(item.bytes, received, records);
    if (!item.isWhole)
        records.push_back(stopNotice(item.bytes.size(), received));
}

} // namespace livebelt
