// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/AutoFormat.h"

#include "sources/parse/CsvFormat.h"
#include "sources/parse/InfluxFormat.h"
#include "sources/parse/JsonFormat.h"
#include "sources/parse/LogLines.h"
#include "sources/parse/LogfmtFormat.h"
#include "sources/parse/NmeaFormat.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/SyslogFormat.h"
#include "sources/parse/readings/SensorFormat.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr int enoughForRival = 3;
constexpr unsigned firstLooks = 32, fewerLooks = 16; // then at two items of sixteen: a header, and a row

} // namespace

AutoFormat::AutoFormat(const ParserOptions &options) : m_isMixed(options.isMixed)
{
    const auto add = [this](const char *name, std::unique_ptr<ItemFormat> format, bool isCheap) {
        m_candidates.push_back({name, std::move(format), isCheap});
    };
    add("numbers", std::make_unique<NumberFormat>(), true);
    add("json", std::make_unique<JsonFormat>(options, JsonFormat::Accepts::ObjectsAndArrays), true);
    add("syslog", std::make_unique<SyslogFormat>(options, SyslogFormat::Accepts::WithTime), true);
    add("nmea", std::make_unique<NmeaFormat>(options.kind, NmeaFormat::Accepts::WithChecksum), true);
    add("influx", std::make_unique<InfluxFormat>(options, InfluxFormat::Accepts::OnlyNumbers), false);
    add("logfmt", std::make_unique<LogfmtFormat>(options, LogfmtFormat::Accepts::OnlyPairs), false);
    if (!m_isMixed) // a table is known by several rows
        add("csv", std::make_unique<CsvFormat>(options, CsvFormat::Accepts::Tables), false);
    add("readings", std::make_unique<SensorFormat>(options, SensorFormat::Accepts::Certain), false);
    add("log", std::make_unique<LogLines>(options), false);
}

bool AutoFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (m_isMixed)
        return std::any_of(m_candidates.begin(), m_candidates.end(),
                           [&](const Candidate &candidate) { return candidate.format->read(item, arrival, records); });
    m_last = nullptr;
    if (m_found && m_found->format->read(item, arrival, records)) {
        m_last = m_found->format.get();
        m_rivalItems = 0;
        return true;
    }
    return !isUnfinished() && readByAnother(item, arrival, records);
}

bool AutoFormat::readByAnother(const QByteArray &item, Arrival arrival, Records &records)
{
    const bool looksHard = m_looked < firstLooks || m_looked % fewerLooks < 2;
    for (Candidate &candidate : m_candidates) {
        if (&candidate == m_found || !(candidate.isCheap || looksHard) ||
            !candidate.format->read(item, arrival, records))
            continue;
        if (m_rival != &candidate)
            m_rivalItems = 0;
        m_rival = &candidate;
        ++m_rivalItems;
        if (m_found && m_rivalItems < enoughForRival) {
            if (!candidate.format->isUnfinished()) {
                m_last = candidate.format.get();
                return true;
            }
            candidate.format->takeUnfinished();
            continue;
        }
        if (m_found)
            m_remark = "From here on it is read as " + candidate.name + ", not as " + m_found->name;
        m_found = &candidate;
        m_last = candidate.format.get();
        m_rivalItems = 0;
        m_looked = 0;
        return true;
    }
    m_rivalItems = 0;
    ++m_looked;
    return false;
}

/// Behind a record among those of another format there is again one of that, not any line.
const Continuation *AutoFormat::continuation() const
{
    const Continuation *const own = m_last ? m_last->continuation() : nullptr;
    if (!own || (m_found && m_last == m_found->format.get()))
        return own;
    return own->isStack() ? &m_onlyTraces : nullptr;
}

void AutoFormat::restart()
{
    m_looked = 0;
    for (const Candidate &candidate : m_candidates)
        candidate.format->restart();
}

} // namespace livebelt
