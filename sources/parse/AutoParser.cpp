// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/AutoParser.h"

#include "sources/parse/CsvFormat.h"
#include "sources/parse/InfluxFormat.h"
#include "sources/parse/JsonFormat.h"
#include "sources/parse/LogfmtFormat.h"
#include "sources/parse/NmeaFormat.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/SyslogFormat.h"

namespace livebelt {

namespace {

constexpr int mostMisfits = 8;
constexpr int mostLooks = 32;

} // namespace

AutoParser::AutoParser(const ParserOptions &options) : ItemParser(options.kind), m_kind(options.kind)
{
    m_formats.push_back(std::make_unique<NumberFormat>());
    m_formats.push_back(std::make_unique<JsonFormat>(options, JsonFormat::Accepts::ObjectsAndArrays));
    m_formats.push_back(std::make_unique<SyslogFormat>(options.kind, SyslogFormat::Accepts::WithTime));
    m_formats.push_back(std::make_unique<NmeaFormat>(options.kind, NmeaFormat::Accepts::WithChecksum));
    m_formats.push_back(std::make_unique<InfluxFormat>(options, InfluxFormat::Accepts::OnlyNumbers));
    m_formats.push_back(std::make_unique<LogfmtFormat>(options, LogfmtFormat::Accepts::OnlyPairs));
    m_formats.push_back(std::make_unique<CsvFormat>(options, CsvFormat::Accepts::Tables));
}

void AutoParser::parse(const QByteArray &item, qint64 received, Records &records)
{
    if (item.isEmpty() && !isInItem())
        return;
    if (m_found) {
        if (m_found->read(item, received, records)) {
            m_misfits = 0;
            return;
        }
        finish(received, records);
        if (++m_misfits == mostMisfits) {
            m_found = nullptr;
            m_looked = 0;
        }
    } else if (m_looked < mostLooks) {
        if (find(item, received, records))
            return;
        ++m_looked;
    }
    appendText(item, received, records);
}

void AutoParser::restart()
{
    m_misfits = m_looked = 0;
    for (const auto &format : m_formats)
        format->restart();
}

void AutoParser::putAside(qint64 received, Records &records)
{
    const QByteArray unfinished = m_found ? m_found->takeUnfinished() : QByteArray();
    if (!unfinished.isEmpty())
        appendText(unfinished, received, records);
}

bool AutoParser::find(const QByteArray &item, qint64 received, Records &records)
{
    for (const auto &format : m_formats) {
        if (format->read(item, received, records)) {
            m_found = format.get();
            return true;
        }
    }
    return false;
}

void AutoParser::appendText(const QByteArray &item, qint64 received, Records &records) const
{
    records.push_back(textRecord(m_kind, item, received));
}

} // namespace livebelt
