// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/PageCache.h"

#include "model/lists/Excerpt.h"

#include <algorithm>

namespace livebelt {

PageCache::PageCache(qsizetype mostPages, qsizetype mostBytes) : m_mostPages(mostPages), m_mostBytes(mostBytes) {}

const Record *PageCache::find(quint64 seq)
{
    const auto found = m_index.find(firstOf(seq));
    if (found == m_index.end())
        return nullptr;
    const Record &record = found->second->records[size_t(seq - found->first)];
    if (record.seq == 0)
        return nullptr;
    m_order.splice(m_order.begin(), m_order, found->second);
    return &record;
}

bool PageCache::isLost(quint64 seq) const
{
    const auto found = m_index.find(firstOf(seq));
    return found != m_index.end() && found->second->settled >= seq &&
           found->second->records[size_t(seq - found->first)].seq == 0;
}

bool PageCache::isExcerpt(quint64 seq) const
{
    const auto found = m_index.find(firstOf(seq));
    return found != m_index.end() && found->second->cut.test(size_t(seq - found->first));
}

void PageCache::put(quint64 first, quint64 last, const Records &records)
{
    Page &page = pageFor(first);
    for (const Record &record : records) {
        if (record.seq >= first && record.seq <= last && firstOf(record.seq) == page.first)
            place(page, record);
    }
    page.settled = std::max(page.settled, last);
    evict();
}

void PageCache::keep(Record record)
{
    Page &page = pageFor(record.seq);
    place(page, std::move(record));
    evict();
}

bool PageCache::hold(const QObject *reader, std::vector<quint64> pages)
{
    std::sort(pages.begin(), pages.end());
    const auto held = m_held.find(reader);
    if (held == m_held.end() ? pages.empty() : held->second == pages)
        return false;
    if (pages.empty())
        m_held.erase(reader);
    else
        m_held[reader] = std::move(pages);
    evict();
    return true;
}

std::vector<quint64> PageCache::held() const
{
    std::vector<quint64> pages;
    for (const auto &[reader, held] : m_held)
        pages.insert(pages.end(), held.begin(), held.end());
    return pages;
}

bool PageCache::isHeld(quint64 page) const
{
    return std::any_of(m_held.begin(), m_held.end(), [page](const auto &held) {
        return std::binary_search(held.second.begin(), held.second.end(), page);
    });
}

PageCache::Page &PageCache::pageFor(quint64 seq)
{
    const quint64 first = firstOf(seq);
    const auto found = m_index.find(first);
    if (found != m_index.end()) {
        m_order.splice(m_order.begin(), m_order, found->second);
        return m_order.front();
    }
    Page page;
    page.first = first;
    page.records.resize(pageSize);
    m_order.push_front(std::move(page));
    m_index.emplace(first, m_order.begin());
    return m_order.front();
}

void PageCache::place(Page &page, Record record)
{
    Record &slot = page.records[size_t(record.seq - page.first)];
    if (slot.seq != 0) {
        page.bytes -= slot.footprint();
        m_bytes -= slot.footprint();
        --m_records;
    }
    slot = std::move(record);
    page.cut.set(size_t(slot.seq - page.first), cutToExcerpt(slot));
    page.bytes += slot.footprint();
    m_bytes += slot.footprint();
    ++m_records;
}

void PageCache::evict()
{
    // The newest page is what was asked for just now: it stays, whatever its size.
    auto page = m_order.end();
    while (pages() > 1 && (pages() > m_mostPages || m_bytes > m_mostBytes)) {
        do {
            if (--page == m_order.begin())
                return;
        } while (isHeld(page->first));
        m_bytes -= page->bytes;
        m_records -= std::count_if(page->records.begin(), page->records.end(),
                                   [](const Record &record) { return record.seq != 0; });
        m_index.erase(page->first);
        page = m_order.erase(page);
    }
}

} // namespace livebelt
