// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/LogLines.h"

#include "sources/parse/PlainFormats.h"

namespace livebelt {

namespace {

constexpr int mostLines = 1000;
constexpr qsizetype mostBytes = 256 * 1024;
constexpr qint64 longest = 5'000'000; // microseconds

/// Read once for all feeds.
std::shared_ptr<const LogFormats> allFormats()
{
    static const auto formats = std::make_shared<const LogFormats>(LogFormats::usualFolder());
    return formats;
}

} // namespace

LogLines::LogLines(const ParserOptions &options)
    : m_formats(allFormats()), m_reading(options), m_isMixed(options.isMixed)
{
    if (!options.zone.isEmpty()) {
        if (auto zone = ZoneRule::from(options.zone.toUtf8()))
            m_zone = *std::move(zone);
    }
}

bool LogLines::find(const QByteArray &line, qint64 received)
{
    m_formats->candidates(line, m_candidates);
    for (const LogFormats::Format &format : m_candidates) {
        LogReader reader(format, m_zone);
        if (reader.read(line, received, m_parts)) {
            m_reader.emplace(std::move(reader));
            return true;
        }
    }
    return false;
}

bool LogLines::read(const QByteArray &item, qint64 received, Records &records)
{
    if (m_lines > 0) { // which it continues
        m_item.append('\n').append(item);
        ++m_lines;
    } else {
        const bool isKnown = m_reader && m_reader->format().starts(item) && m_reader->read(item, received, m_parts);
        if (!isKnown && !find(item, received))
            return false;
        m_item = item;
        m_received = received;
        m_lines = 1;
        m_isPython = false;
    }
    const Continuation &continuation = m_reader->format().continuation();
    if (Continuation::beginsPythonTrace(item))
        m_isPython = true;
    else if (m_isPython && !isIndented(item))
        m_isPython = false;
    if (m_isMixed || !continuation.isPossible() || continuation.ends(item))
        complete(records);
    return true;
}

bool LogLines::isContinuedBy(const QByteArray &item, qint64 received) const
{
    if (m_lines == 0 || m_lines == mostLines || m_item.size() + item.size() > mostBytes ||
        received - m_received > longest)
        return false;
    return m_isPython || m_reader->format().continues(item);
}

void LogLines::complete(Records &records)
{
    m_lines = 0;
    const QByteArray item = std::exchange(m_item, {});
    if (!m_reader->read(item, m_received, m_parts)) {
        records.push_back(textRecord(RecordKind::Message, item, m_received));
        return;
    }
    m_reading.clear();
    for (const LogReading::Field &field : m_parts.fields)
        m_reading.addUntyped(field.name, field.value);
    if (m_parts.time)
        m_reading.setTime(m_parts.time->time);
    m_reading.setLevel(m_parts.level);
    m_reading.setSubject(m_parts.part(LogRole::Subject));
    m_reading.setText(m_parts.part(LogRole::Text));
    m_reading.make(item, m_received, records);
}

} // namespace livebelt
