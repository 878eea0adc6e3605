// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordPages.h"

#include <atomic>
#include <vector>

namespace livebelt {

/// A series of numbers: of the records of one feed and subject, those of a field; empty: the record's own.
struct SeriesId
{
    qint64 feed = 0;
    QByteArray subject, field;
};

struct SeriesStatistics
{
    quint64 count = 0; ///< the rest: where it is not 0
    double least = 0, most = 0;
    double first = 0, last = 0; ///< in the order of arrival
    double mean = 0;
    double deviation = 0; ///< standard, of all of them (divided by count)
};

/// Part of a curve: what a pixel of it covers.
struct SeriesSpan
{
    qint64 time = 0; ///< the earliest in it, microseconds since 1970 UTC
    double least = 0, most = 0;
    friend bool operator==(const SeriesSpan &, const SeriesSpan &) = default;
};

/// How many records of each level and kind there are.
struct RecordCounts
{
    std::array<quint64, 7> levels{}; ///< by Level
    std::array<quint64, 5> kinds{};  ///< by RecordKind
    quint64 all() const;
    friend bool operator==(const RecordCounts &, const RecordCounts &) = default;
};

struct Facets
{
    RecordCounts counts;
    std::vector<std::pair<QByteArray, quint64>> subjects; ///< the most frequent first
    bool isAtLeast = false; ///< of some subjects there may be more, and of a seldom one it may have missed all
};

/// Sums over the records of feeds, however many: from the index where there is one, and from the records themselves
/// where not, or where a block lies in times only in part. times: both ends included, of Record::when(). Refers to
/// pages and abort, which outlive it; blocks; the thread of pages. An abort is a Failure.
class HistorySums
{
public:
    explicit HistorySums(RecordPages &pages, const std::atomic<bool> *abort = nullptr) : m_pages(pages), m_abort(abort)
    {
    }

    /// Exact.
    Result<SeriesStatistics> statistics(const SeriesId &series, BlockRange times);
    /// The curve, earliest first: at most one span a pixel. Extremes are exact; an extreme may stand a pixel before its
    /// place.
    Result<std::vector<SeriesSpan>> series(const SeriesId &series, BlockRange times, int pixels);
    /// Counts of equal parts of times, which have both ends. Their sum is exact; 64 records may stand a part before
    /// their place, and levels and kinds are taken to be spread evenly over the records of a block.
    Result<std::vector<RecordCounts>> histogram(qint64 feed, BlockRange times, int parts);
    /// At most so many subjects.
    Result<Facets> facets(qint64 feed, BlockRange times, size_t mostSubjects = 20);

private:
    /// Whether nothing but the summary is wanted of a block, which lies in times altogether where isWhole.
    using LookAtBlock = std::function<bool(const RecordPages::BlockRow &, bool isWhole)>;
    using LookAtRecord = std::function<void(const Record &)>;
    /// Every record in times is in exactly one of both.
    Result<void> walk(qint64 feed, BlockRange times, const LookAtBlock &block, const LookAtRecord &record);

    RecordPages &m_pages;
    const std::atomic<bool> *m_abort;
};

} // namespace livebelt
