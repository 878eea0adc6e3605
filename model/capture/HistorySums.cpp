// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/HistorySums.h"

#include "model/index/SummaryReader.h"
#include "model/records/KnownMeanings.h"
#include "model/records/NameHash.h"
#include "model/records/SeriesValues.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 scanRecords = 16 * 1024; ///< a writer's checkpoint waits for no more

bool isIn(BlockRange times, qint64 time)
{
    return time >= times.least && time <= times.most;
}

/// Which of so many equal parts of times that is.
size_t partOf(BlockRange times, qint64 time, size_t parts)
{
    const double share = (double(time) - double(times.least)) / (double(times.most) - double(times.least) + 1);
    return std::min(parts - 1, size_t(std::max(0.0, share) * double(parts)));
}

/// Whether each stretch of a block lies in one of so many parts of times, or in two that are neighbours.
bool placesStretches(const SummaryReader &summary, BlockRange times, size_t parts)
{
    for (size_t i = 0; i < summary.stretchCount(); ++i) {
        const BlockRange of = summary.times(i);
        if (partOf(times, of.most, parts) - partOf(times, of.least, parts) > 1)
            return false;
    }
    return summary.isKnown() && summary.stretchCount() > 0;
}

/// Mean and deviation of parts put together (Chan, Golub, LeVeque).
class Moments
{
public:
    void add(double number) { add(1, number, 0); }
    void add(double count, double mean, double squares)
    {
        const double all = m_count + count, apart = mean - m_mean;
        m_squares += squares + apart * apart * m_count * count / all;
        m_mean += apart * count / all;
        m_count = all;
    }
    double mean() const { return m_mean; }
    double deviation() const { return m_count > 0 ? std::sqrt(std::max(0.0, m_squares / m_count)) : 0; }

private:
    double m_count = 0, m_mean = 0, m_squares = 0; ///< of the differences from the mean
};

/// The numbers of one series in records.
class NumbersOf
{
public:
    explicit NumbersOf(const SeriesId &id) : m_id(id) {}
    template<typename Visit>
    void each(const Record &record, const Visit &visit)
    {
        if (QByteArrayView(record.subject) != m_id.subject)
            return;
        SeriesValues numbers(record, m_meanings);
        while (const SeriesValue *number = numbers.next()) {
            if (number->field == m_id.field && !std::isnan(number->value))
                visit(number->value);
        }
    }

private:
    const SeriesId &m_id;
    KnownMeanings m_meanings;
};

} // namespace

quint64 RecordCounts::all() const
{
    quint64 sum = 0;
    for (const quint64 count : kinds)
        sum += count;
    return sum;
}

Result<void> HistorySums::walk(qint64 feed, BlockRange times, const LookAtBlock &block, const LookAtRecord &record)
{
    const auto feeds = m_pages.feeds();
    if (!feeds)
        return Failure{feeds.error()};
    const auto info = std::find_if(feeds->begin(), feeds->end(), [feed](const FeedInfo &of) { return of.id == feed; });
    if (info == feeds->end() || info->first == 0)
        return {};
    // First the blocks, then what they leave.
    std::vector<std::pair<quint64, quint64>> left;
    quint64 next = info->first;
    const auto leave = [&left](quint64 first, quint64 last) {
        if (!left.empty() && left.back().second + 1 == first)
            left.back().second = last;
        else if (first <= last)
            left.emplace_back(first, last);
    };
    const auto look = [&](const RecordPages::BlockRow &row) {
        if (row.firstSeq < next)
            return;
        leave(next, row.firstSeq - 1);
        next = row.firstSeq + blockRecords;
        const bool isOutside = row.times.most < times.least || row.times.least > times.most;
        const bool isWhole = row.times.least >= times.least && row.times.most <= times.most;
        if (!isOutside && !block(row, isWhole))
            leave(row.firstSeq, next - 1);
    };
    if (const auto walked = m_pages.blocks(feed, info->first, info->count, times, look); !walked)
        return walked;
    leave(next, info->count);
    const RecordQuestion everything{{}, {}, m_abort};
    for (const auto &[first, last] : left) {
        for (quint64 from = first; from <= last; from += scanRecords) {
            if (everything.isAborted())
                return Failure{u"Aborted."_s};
            const auto visit = [&](const Record &one) {
                if (isIn(times, one.when()))
                    record(one);
                return true;
            };
            const auto scanned = m_pages.scan(feed, from, std::min(last, from + scanRecords - 1), everything, visit);
            if (!scanned)
                return scanned;
        }
    }
    return {};
}

Result<SeriesStatistics> HistorySums::statistics(const SeriesId &id, BlockRange times)
{
    SeriesStatistics sums;
    Moments moments;
    quint64 firstSeq = 0, lastSeq = 0;
    const auto take = [&](quint64 seq, double least, double most, double first, double last) {
        if (sums.count == 0)
            sums.least = least, sums.most = most;
        sums.least = std::min(sums.least, least);
        sums.most = std::max(sums.most, most);
        if (sums.count == 0 || seq < firstSeq)
            firstSeq = seq, sums.first = first;
        if (sums.count == 0 || seq >= lastSeq)
            lastSeq = seq, sums.last = last;
    };
    const auto ofBlock = [&](const RecordPages::BlockRow &row, bool isWhole) {
        if (!isWhole)
            return false;
        std::vector<SummaryReader::Series> found;
        SummaryReader summary(row.summary);
        const auto known =
            summary.series(id.subject, id.field, [&](const SummaryReader::Series &one) { found.push_back(one); });
        if (known != SummaryReader::Found::All || found.size() > 1) // of several units: which was first is not known
            return false;
        for (const SummaryReader::Series &one : found) {
            take(row.firstSeq, one.least, one.most, one.first, one.last);
            sums.count += one.count;
            const double count = one.count;
            moments.add(count, one.first + one.sum / count, one.squares - one.sum * one.sum / count);
        }
        return true;
    };
    NumbersOf numbers(id);
    const auto ofRecord = [&](const Record &record) {
        numbers.each(record, [&](double number) {
            take(record.seq, number, number, number, number);
            ++sums.count;
            moments.add(number);
        });
    };
    if (const auto walked = walk(id.feed, times, ofBlock, ofRecord); !walked)
        return Failure{walked.error()};
    sums.mean = moments.mean();
    sums.deviation = moments.deviation();
    return sums;
}

Result<std::vector<SeriesSpan>> HistorySums::series(const SeriesId &id, BlockRange times, int pixels)
{
    const size_t parts = size_t(std::max(1, pixels));
    std::vector<std::optional<SeriesSpan>> spans(parts);
    const auto take = [&](qint64 time, double least, double most) {
        std::optional<SeriesSpan> &span = spans[partOf(times, time, parts)];
        if (!span)
            span = SeriesSpan{time, least, most};
        span->time = std::min(span->time, time);
        span->least = std::min(span->least, least);
        span->most = std::max(span->most, most);
    };
    const auto ofBlock = [&](const RecordPages::BlockRow &row, bool isWhole) {
        SummaryReader summary(row.summary);
        if (!isWhole || !placesStretches(summary, times, parts))
            return false;
        std::vector<SummaryReader::Series> found;
        const auto known =
            summary.series(id.subject, id.field, [&](const SummaryReader::Series &one) { found.push_back(one); });
        if (known != SummaryReader::Found::All)
            return false;
        const bool isOnePixel = partOf(times, row.times.least, parts) == partOf(times, row.times.most, parts);
        for (const SummaryReader::Series &one : found) {
            if (isOnePixel)
                take(row.times.least, one.least, one.most);
            for (size_t i = 0; i < one.partCount() && !isOnePixel; ++i) {
                const BlockSeries::Stretch part = one.part(i);
                if (part.at < summary.stretchCount())
                    take(summary.times(part.at).least, part.least, part.most);
            }
        }
        return true;
    };
    NumbersOf numbers(id);
    const auto ofRecord = [&](const Record &record) {
        numbers.each(record, [&](double number) { take(record.when(), number, number); });
    };
    if (const auto walked = walk(id.feed, times, ofBlock, ofRecord); !walked)
        return Failure{walked.error()};
    std::vector<SeriesSpan> curve;
    for (const auto &span : spans) {
        if (span)
            curve.push_back(*span);
    }
    return curve;
}

Result<std::vector<RecordCounts>> HistorySums::histogram(qint64 feed, BlockRange times, int count)
{
    const size_t parts = size_t(std::max(1, count));
    std::vector<RecordCounts> counts(parts);
    const auto ofBlock = [&](const RecordPages::BlockRow &row, bool isWhole) {
        const SummaryReader summary(row.summary);
        if (!isWhole || !placesStretches(summary, times, parts))
            return false;
        const quint64 stretches = summary.stretchCount();
        const auto spread = [&](quint64 all, const auto &counterIn) {
            for (quint64 i = 0; i < stretches; ++i) {
                counterIn(counts[partOf(times, summary.times(i).least, parts)]) +=
                    all * (i + 1) / stretches - all * i / stretches;
            }
        };
        for (size_t i = 0; i < summary.levels().size(); ++i)
            spread(summary.levels()[i], [i](RecordCounts &of) -> quint64 & { return of.levels[i]; });
        for (size_t i = 0; i < summary.kinds().size(); ++i)
            spread(summary.kinds()[i], [i](RecordCounts &of) -> quint64 & { return of.kinds[i]; });
        return true;
    };
    const auto ofRecord = [&](const Record &record) {
        RecordCounts &of = counts[partOf(times, record.when(), parts)];
        ++of.levels[size_t(record.level)];
        ++of.kinds[size_t(record.kind)];
    };
    if (const auto walked = walk(feed, times, ofBlock, ofRecord); !walked)
        return Failure{walked.error()};
    return counts;
}

Result<Facets> HistorySums::facets(qint64 feed, BlockRange times, size_t mostSubjects)
{
    Facets facets;
    std::unordered_map<QByteArray, quint64, NameHash, SameName> subjects;
    const auto take = [&](QByteArrayView subject, quint64 count) {
        constexpr size_t mostKept = 100'000;
        if (const auto found = subjects.find(subject); found != subjects.end())
            found->second += count;
        else if (subjects.size() < mostKept)
            subjects.emplace(subject.toByteArray(), count);
        else
            facets.isAtLeast = true;
    };
    const auto ofBlock = [&](const RecordPages::BlockRow &row, bool isWhole) {
        SummaryReader summary(row.summary);
        if (!isWhole || !summary.isKnown())
            return false;
        quint32 others = 0;
        summary.subjects(take, others);
        facets.isAtLeast |= others > 0;
        for (size_t i = 0; i < summary.levels().size(); ++i)
            facets.counts.levels[i] += summary.levels()[i];
        for (size_t i = 0; i < summary.kinds().size(); ++i)
            facets.counts.kinds[i] += summary.kinds()[i];
        return true;
    };
    const auto ofRecord = [&](const Record &record) {
        ++facets.counts.levels[size_t(record.level)];
        ++facets.counts.kinds[size_t(record.kind)];
        if (!record.subject.isEmpty() && record.kind != RecordKind::Notice)
            take(record.subject, 1);
    };
    if (const auto walked = walk(feed, times, ofBlock, ofRecord); !walked)
        return Failure{walked.error()};
    facets.subjects.assign(subjects.begin(), subjects.end());
    const auto isBefore = [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    const size_t kept = std::min(mostSubjects, facets.subjects.size());
    std::partial_sort(facets.subjects.begin(), facets.subjects.begin() + qsizetype(kept), facets.subjects.end(),
                      isBefore);
    facets.subjects.resize(kept);
    return facets;
}

} // namespace livebelt
