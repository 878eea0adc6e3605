// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <bitset>
#include <list>
#include <unordered_map>

class QObject;

namespace livebelt {

/// Pages of old records, the least recently used go first; bounded by number and by bytes. What somebody reads never
/// goes. A value, not thread safe.
class PageCache
{
public:
    static constexpr int pageSize = 64;
    static quint64 firstOf(quint64 seq) { return (seq - 1) / pageSize * pageSize + 1; }

    explicit PageCache(qsizetype mostPages = 256, qsizetype mostBytes = 32 * 1024 * 1024);

    /// nullptr where it is not here. Counts as use. Valid until the next change.
    const Record *find(quint64 seq);
    /// The capture has been asked for it and has not got it.
    bool isLost(quint64 seq) const;
    bool isExcerpt(quint64 seq) const;
    /// The capture's answer for first to last, all in one page; what is not among records is lost.
    void put(quint64 first, quint64 last, const Records &records);
    /// One record on its own; its page stays incomplete.
    void keep(Record record);

    /// The pages that reader reads replace those it read before. Says whether anything is different now.
    bool hold(const QObject *reader, std::vector<quint64> pages);
    void release(const QObject *reader) { m_held.erase(reader); }
    bool isHeld(quint64 page) const;
    std::vector<quint64> held() const;

    qsizetype pages() const { return qsizetype(m_order.size()); }
    qsizetype records() const { return m_records; }
    qsizetype bytes() const { return m_bytes; }

private:
    struct Page
    {
        quint64 first = 0;
        quint64 settled = 0; ///< up to here the capture has answered
        qsizetype bytes = 0;
        std::bitset<pageSize> cut;
        Records records; ///< pageSize slots; seq 0: empty
    };
    using Order = std::list<Page>;

    Page &pageFor(quint64 seq);
    void place(Page &page, Record record);
    void evict();

    qsizetype m_mostPages;
    qsizetype m_mostBytes;
    qsizetype m_records = 0;
    qsizetype m_bytes = 0;
    Order m_order; ///< the most recently used first
    std::unordered_map<quint64, Order::iterator> m_index;
    std::unordered_map<const QObject *, std::vector<quint64>> m_held;
};

} // namespace livebelt
