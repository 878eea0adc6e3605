// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordTail.h"

#include "model/lists/Excerpt.h"

namespace livebelt {

RecordTail::RecordTail(qsizetype mostRecords, qsizetype mostBytes) : m_mostRecords(mostRecords), m_mostBytes(mostBytes)
{
}

const Record *RecordTail::find(quint64 seq) const
{
    if (m_records.empty() || seq < first() || seq > last())
        return nullptr;
    return &m_records[size_t(seq - first())].record;
}

bool RecordTail::isExcerpt(quint64 seq) const
{
    return find(seq) && m_records[size_t(seq - first())].cut;
}

Records RecordTail::append(const Records &newest)
{
    Records gone;
    if (newest.empty())
        return gone;
    if (!m_records.empty() && newest.front().seq > last() + 1)
        gone = clear();
    for (const Record &record : newest) {
        if (!m_records.empty() && record.seq != last() + 1)
            continue;
        Entry entry{record};
        entry.cut = cutToExcerpt(entry.record);
        m_bytes += entry.record.footprint();
        m_records.push_back(std::move(entry));
    }
    while (records() > m_mostRecords || (m_bytes > m_mostBytes && records() > 1)) {
        m_bytes -= m_records.front().record.footprint();
        gone.push_back(std::move(m_records.front().record));
        m_records.pop_front();
    }
    return gone;
}

Records RecordTail::clear()
{
    Records gone;
    gone.reserve(m_records.size());
    for (Entry &entry : m_records)
        gone.push_back(std::move(entry.record));
    m_records.clear();
    m_bytes = 0;
    return gone;
}

} // namespace livebelt
