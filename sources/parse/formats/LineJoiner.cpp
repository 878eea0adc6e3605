// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LineJoiner.h"

namespace livebelt {

LineJoiner::LineJoiner(std::shared_ptr<const LogFormat> format, Bounds bounds)
    : m_format(std::move(format)), m_bounds(bounds)
{
    if (m_format)
        m_continuation = m_format->continuation();
}

bool LineJoiner::belongs(QByteArrayView line, bool starts) const
{
    if (starts || m_waiting.lines == 0)
        return false;
    return m_isPython || (m_isRecord && m_continuation.continues(line)) || m_continuation.continuesAnything(line);
}

bool LineJoiner::fits(QByteArrayView line, qint64 now) const
{
    return m_waiting.lines < m_bounds.lines && m_waiting.bytes.size() + line.size() < m_bounds.bytes && now < due();
}

void LineJoiner::begin(QByteArrayView line, QByteArrayView end, bool starts, qint64 now)
{
    m_waiting = {line.toByteArray(), end.toByteArray(), 1, now};
    m_isRecord = starts;
    m_isPython = false;
}

void LineJoiner::add(QByteArrayView line, QByteArrayView end, qint64 now, Records &records)
{
    const bool starts = m_format && m_format->starts(line);
    const bool isContinued = belongs(line, starts);
    if (isContinued && fits(line, now)) {
        m_waiting.bytes.append(m_waiting.end).append(line);
        m_waiting.end = end.toByteArray();
        ++m_waiting.lines;
    } else {
        const bool wasPython = m_isPython;
        const bool wasRecord = m_isRecord;
        finish(records);
        begin(line, end, starts || (isContinued && wasRecord), now);
        m_isPython = isContinued && wasPython;
    }
    m_last = now;
    if (Continuation::beginsPythonTrace(line) && m_continuation.isPossible())
        m_isPython = true;
    else if (m_isPython && !isIndented(line))
        m_isPython = false;
    if (!m_continuation.isPossible() || m_continuation.ends(line))
        finish(records);
}

qint64 LineJoiner::due() const
{
    return m_waiting.lines == 0 ? noTime
                                : qMin(m_last + m_bounds.pause.count(), m_waiting.arrived + m_bounds.total.count());
}

void LineJoiner::expire(qint64 now, Records &records)
{
    if (m_waiting.lines > 0 && now >= due())
        finish(records);
}

void LineJoiner::finish(Records &records)
{
    if (m_waiting.lines == 0)
        return;
    records.push_back(std::move(m_waiting));
    m_waiting = {};
    m_isRecord = m_isPython = false;
}

} // namespace livebelt
