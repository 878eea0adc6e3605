// SPDX-License-Identifier: GPL-3.0-or-later
// Exporter::estimate()
#include "app/history/ExportPlan.h"
#include "app/history/History.h"
#include "app/history/MarkedFilter.h"
#include "model/capture/RecordCursor.h"
#include "model/formats/Compressor.h"

#include <QElapsedTimer>

namespace livebelt {

namespace {

constexpr quint64 windowSize = 2'000; ///< records that are looked at, at each of the places
constexpr quint64 windows = 3;

/// Counts what would be written.
class Scale
{
public:
    explicit Scale(Compression compression) : m_compressor(Compressor::make(compression)) {}
    void take(TextBuilder &buffer)
    {
        m_packed.clear();
        if (m_compressor)
            m_compressor->pack(buffer.view(), m_packed);
        m_bytes += m_compressor ? m_packed.size() : buffer.size();
        buffer.clear();
    }
    qint64 finish(RecordWriter &writer)
    {
        TextBuilder rest;
        for (bool isMore = true; isMore;) {
            isMore = writer.end(rest);
            take(rest);
        }
        m_packed.clear();
        if (m_compressor)
            m_compressor->finish(m_packed);
        return m_bytes + m_packed.size();
    }

private:
    std::unique_ptr<Compressor> m_compressor;
    TextBuilder m_packed;
    qint64 m_bytes = 0;
};

/// The first seq of each place that is looked at; all of it where it is small.
std::vector<quint64> placesIn(quint64 first, quint64 last)
{
    const quint64 count = last - first + 1;
    std::vector<quint64> places;
    if (count <= windows * windowSize) {
        for (quint64 seq = first; seq <= last; seq += windowSize)
            places.push_back(seq);
    } else {
        for (quint64 i = 0; i < windows; ++i)
            places.push_back(first + (count - windowSize) / (windows - 1) * i);
    }
    return places;
}

} // namespace

Result<Exporter::Estimate> Exporter::estimate(const Job &job, const std::atomic<bool> &cancel)
{
    QElapsedTimer watch;
    watch.start();
    const auto filter = Filter::parse(job.filter);
    if (!filter)
        return Failure{filter.error()};
    const auto reader = History::open(job.capture);
    if (!reader)
        return Failure{reader.error()};
    const auto feeds = chosenFeeds(**reader, job);
    if (!feeds)
        return Failure{feeds.error()};
    const auto columns = columnsFor(**reader, *feeds, job, *filter, cancel);
    if (!columns)
        return Failure{columns.error()};
    const auto writer = makeExportWriter(
        job.format, {.cells = job.cells, .columns = columns->value_or(CsvColumns()), .times = job.times});
    if (!writer)
        return Failure{writer.error()};
    Scale scale(job.compression);
    TextBuilder buffer;
    (*writer)->begin(buffer);
    quint64 total = 0, looked = 0, matched = 0;
    for (const FeedInfo &feed : *feeds) {
        const auto [first, last] = rangeOf(feed, job);
        if (last < first)
            continue;
        const auto asked = withMarksOf(feed, job.capture, *filter);
        if (!asked)
            return Failure{asked.error()};
        total += last - first + 1;
        for (const quint64 place : placesIn(first, last)) {
            RecordCursor::Range range{feed.id, place, std::min(last, place + windowSize - 1)};
            range.goesOn = true;
            looked += range.lastSeq - place + 1;
            RecordCursor cursor(**reader, range, *asked, &cancel);
            while (const Record *record = cursor.next()) {
                (*writer)->write(buffer, feed.name.toUtf8(), *record);
                ++matched;
            }
            scale.take(buffer);
        }
    }
    const qint64 bytes = scale.finish(**writer);
    const double times = looked > 0 ? double(total) / double(looked) : 0;
    return Estimate{quint64(double(matched) * times), qint64(double(bytes) * times),
                    double(watch.nsecsElapsed()) / 1e9 * times};
}

} // namespace livebelt
