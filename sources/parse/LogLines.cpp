// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/LogLines.h"

#include "sources/parse/PlainFormats.h"

namespace livebelt {

LogLines::LogLines(const ParserOptions &options)
    : m_formats(options.logFormats ? options.logFormats : std::make_shared<LogFormatsOnDemand>()), m_reading(options)
{
    if (!options.zone.isEmpty()) { // both have been checked by ParserOptions::from()
        if (auto zone = ZoneRule::from(options.zone.toUtf8()))
            m_zone = *std::move(zone);
    }
    if (!options.timeFormat.isEmpty()) {
        if (auto pattern = TimePattern::from(options.timeFormat.toUtf8()))
            m_pattern = *std::move(pattern);
    }
}

/// m_parts is then what it has read; or empty, where the format needs more than the first line.
bool LogLines::find(const QByteArray &line, qint64 reference)
{
    m_formats->get()->candidates(line, m_candidates);
    for (const LogFormats::Format &format : m_candidates) {
        LogReader reader(format, m_zone, m_pattern);
        if (reader.read(line, reference, m_parts) || format->mayNeedMore(line)) {
            m_reader.emplace(std::move(reader));
            return true;
        }
    }
    return false;
}

bool LogLines::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const bool isKnown = m_reader && m_reader->format().starts(item) &&
                         (m_reader->read(item, arrival.written, m_parts) || m_reader->format().mayNeedMore(item));
    if (!isKnown && !find(item, arrival.written))
        return false;
    records.push_back(m_parts.isRead() ? made(item, arrival.received)
                                       : textRecord(RecordKind::Message, item, arrival.received));
    return true;
}

const Continuation *LogLines::continuation() const
{
    return m_reader ? &m_reader->format().continuation() : nullptr;
}

bool LogLines::readAgain(const QByteArray &item, Arrival arrival, Record &record)
{
    if (!m_reader || !m_reader->read(item, arrival.written, m_parts))
        return false;
    record = made(item, arrival.received);
    return true;
}

Record LogLines::made(const QByteArray &item, qint64 received)
{
    m_reading.clear();
    for (const LogReading::Field &field : m_parts.fields)
        m_reading.addUntyped(field.name, field.value);
    if (m_parts.time)
        m_reading.setTime(m_parts.time->time);
    m_reading.setLevel(m_parts.level);
    m_reading.setSubject(m_parts.part(LogRole::Subject));
    const QByteArrayView text = m_parts.part(LogRole::Text);
    m_reading.setText(text);
    if (text.size() < item.size())
        m_values.addTo(m_reading, text);
    return m_reading.made(item, received);
}

} // namespace livebelt
