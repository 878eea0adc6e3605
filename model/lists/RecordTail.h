// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <deque>

namespace livebelt {

/// The newest records of a feed, consecutive, bounded by number and bytes. A value, not thread safe.
class RecordTail
{
public:
    explicit RecordTail(qsizetype mostRecords = 4096, qsizetype mostBytes = 16 * 1024 * 1024);

    /// nullptr where it is not here. Valid until the next change.
    const Record *find(quint64 seq) const;
    bool isExcerpt(quint64 seq) const;
    /// newest are consecutive. Where they do not go on from what is here, they take its place. What had to go is given
    /// back.
    Records append(const Records &newest);
    /// Nothing is known of the newest records: all that was here.
    Records clear();

    quint64 first() const { return m_records.empty() ? 0 : m_records.front().record.seq; }
    quint64 last() const { return m_records.empty() ? 0 : m_records.back().record.seq; }
    qsizetype records() const { return qsizetype(m_records.size()); }
    qsizetype bytes() const { return m_bytes; }

private:
    qsizetype m_mostRecords;
    qsizetype m_mostBytes;
    qsizetype m_bytes = 0;
    struct Entry
    {
        Record record;
        bool cut = false;
    };
    std::deque<Entry> m_records;
};

} // namespace livebelt
