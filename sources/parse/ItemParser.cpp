// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ItemParser.h"

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

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The format that was asked for; what is not of it is put aside.
class ChosenParser final : public ItemParser
{
public:
    ChosenParser(std::unique_ptr<ItemFormat> format, const QString &name)
        : m_format(std::move(format)), m_name(name.toUtf8())
    {
    }

    void parse(const QByteArray &item, qint64 received, Records &records) override
    {
        if (item.isEmpty() || m_format->read(item, received, records))
            return;
        finish(received, records);
        quarantine(item, received, records);
    }
    void restart() override { m_format->restart(); }
    void finish(qint64 received, Records &records) override
    {
        const QByteArray unfinished = m_format->takeUnfinished();
        if (!unfinished.isEmpty())
            quarantine(unfinished, received, records);
    }

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

} // namespace

std::unique_ptr<ItemParser> makeParser(const ParserOptions &options)
{
    if (options.format == u"auto")
        return std::make_unique<AutoParser>(options);
    return std::make_unique<ChosenParser>(makeFormat(options), options.format);
}

void parseItem(ItemParser &parser, const async::Line &item, qint64 received, Records &records)
{
    if (item.isCut()) {
        FieldsBuilder fields;
        fields.add("bytes", item.length);
        Record notice = makeNotice(NoticeType::Truncated,
                                   "An item of " + QByteArray::number(item.length) + " bytes was cut to its first " +
                                       QByteArray::number(item.bytes.size()),
                                   fields.take());
        notice.received = received;
        records.push_back(std::move(notice));
    }
    parser.parse(item.bytes, received, records);
    if (!item.isWhole) {
        Record notice =
            makeNotice(NoticeType::Information, "It ended in the middle of an item, of which " +
                                                    QByteArray::number(item.bytes.size()) + " bytes have come");
        notice.received = received;
        records.push_back(std::move(notice));
    }
}

} // namespace livebelt
