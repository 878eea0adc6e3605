// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/MatchScan.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <chrono>

namespace livebelt {

using namespace std::chrono_literals;

namespace {
constexpr auto stepTime = 10ms;
constexpr auto longestUnit = 20ms; ///< one that takes longer is cut in two the next time: its records are large
constexpr quint64 smallestUnit = 16;
constexpr size_t screenful = 100;
} // namespace

MatchScan::MatchScan(RecordPages &pages, const FeedInfo &feed, Filter filter, SeqRange range, SearchOrder order)
    : m_pages(pages)
    , m_feed(feed.id)
    , m_name(feed.name.toUtf8())
    , m_filter(std::move(filter))
    , m_left{std::max({quint64(1), feed.first, range.first}), std::min(feed.count, range.last)}
    , m_isNewestFirst(order == SearchOrder::NewestFirst)
    , m_unit(blockRecords)
{
    if (BlockFilter blocks(m_filter.required()); blocks.isOfUse() && m_pages.hasIndex())
        m_blocks = std::move(blocks);
}

Result<Matches> MatchScan::step()
{
    Matches found;
    const SeqRange before = m_left;
    const QDeadlineTimer over(stepTime);
    do {
        const SeqRange unit = nextUnit();
        if (mayMatch(unit.first)) {
            if (const auto looked = look(unit, found.seqs); !looked)
                return Failure{looked.error()};
        }
        (m_isNewestFirst ? m_left.last : m_left.first) = m_isNewestFirst ? unit.first - 1 : unit.last + 1;
    } while (!isDone() && !over.hasExpired() && (m_hasFound || found.seqs.size() < screenful));
    m_hasFound = m_hasFound || !found.seqs.empty();
    found.scanned = before;
    if (m_isNewestFirst) {
        found.scanned.first = m_left.last + 1;
        std::reverse(found.seqs.begin(), found.seqs.end());
    } else {
        found.scanned.last = m_left.first - 1;
    }
    return found;
}

/// At the end where it goes on, and all within one block.
SeqRange MatchScan::nextUnit() const
{
    const quint64 at = m_isNewestFirst ? m_left.last : m_left.first;
    const quint64 first = (at - 1) / blockRecords * blockRecords + 1, last = first + blockRecords - 1;
    return m_isNewestFirst ? SeqRange{std::max({m_left.first, first, at - std::min(at, m_unit) + 1}), at}
                           : SeqRange{at, std::min({m_left.last, last, at + m_unit - 1})};
}

bool MatchScan::mayMatch(quint64 seq)
{
    const quint64 block = (seq - 1) / blockRecords * blockRecords + 1;
    if (m_blocks && block != m_knownBlock) {
        m_knownBlock = block;
        m_isKnownToMatch = m_pages.blockMayMatch(m_feed, block, *m_blocks).value_or(true);
    }
    return m_isKnownToMatch;
}

/// Appends what it finds in the order of the search.
Result<void> MatchScan::look(SeqRange unit, std::vector<quint64> &found)
{
    const QDeadlineTimer slow(longestUnit);
    const auto before = std::ptrdiff_t(found.size());
    const auto visit = [&](const Record &record) {
        if (m_filter.matches(record, m_name))
            found.push_back(record.seq);
        return true;
    };
    const auto scanned = m_pages.scan(m_feed, unit.first, unit.last, visit);
    if (m_isNewestFirst)
        std::reverse(found.begin() + before, found.end());
    if (slow.hasExpired())
        m_unit = std::max(smallestUnit, m_unit / 2);
    return scanned;
}

} // namespace livebelt
