// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordTail.h"

#include "model/lists/Excerpt.h"

#include <iterator>

namespace livebelt {

RecordTail::RecordTail(qsizetype mostRecords, qsizetype mostBytes) : m_mostRecords(mostRecords), m_mostBytes(mostBytes)
{
}

const Record *RecordTail::find(quint64 seq) const
{
    if (m_records.empty() || seq < first() || seq > last())
        return nullptr;
    return &m_records[size_t(seq - first())];
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
        m_records.push_back(excerptOf(record));
        m_bytes += m_records.back().footprint();
    }
    while (records() > m_mostRecords || (m_bytes > m_mostBytes && records() > 1)) {
        m_bytes -= m_records.front().footprint();
        gone.push_back(std::move(m_records.front()));
        m_records.pop_front();
    }
    return gone;
}

Records RecordTail::clear()
{
    Records gone(std::make_move_iterator(m_records.begin()), std::make_move_iterator(m_records.end()));
    m_records.clear();
    m_bytes = 0;
    return gone;
}

} // namespace livebelt
