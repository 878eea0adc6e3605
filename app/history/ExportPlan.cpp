// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/ExportPlan.h"

#include "app/history/MarkedFilter.h"
#include "model/capture/RecordCursor.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QString withTimeRange(const QString &filter, const QString &since, const QString &until)
{
    QStringList parts;
    if (!filter.trimmed().isEmpty())
        parts << (since.isEmpty() && until.isEmpty() ? filter : u'(' + filter + u')');
    if (!since.isEmpty())
        parts << u"time>=\"%1\""_s.arg(since);
    if (!until.isEmpty())
        parts << u"time<=\"%1\""_s.arg(until);
    return parts.join(u' ');
}

Result<QList<FeedInfo>> chosenFeeds(RecordPages &reader, const Exporter::Job &job)
{
    const auto all = reader.feeds();
    if (!all)
        return Failure{all.error()};
    QList<FeedInfo> chosen;
    QStringList names;
    for (const FeedInfo &info : *all) {
        names.append(info.name);
        if (job.feed ? info.id == job.feed
                     : job.feeds.isEmpty() || job.feeds.contains(info.name) || job.feeds.contains(info.address))
            chosen.append(info);
    }
    if (chosen.isEmpty() && (job.feed || !job.feeds.isEmpty())) {
        return Failure{u"There is no feed “%1” in %2: it has %3"_s.arg(
            job.feeds.join(u", "_s), job.capture, names.isEmpty() ? u"no feeds"_s : names.join(u", "_s))};
    }
    return chosen;
}

std::pair<quint64, quint64> rangeOf(const FeedInfo &feed, const Exporter::Job &job)
{
    if (feed.records() == 0)
        return {1, 0};
    return {std::max(job.firstSeq, feed.first), job.lastSeq ? std::min(job.lastSeq, feed.count) : feed.count};
}

Result<std::optional<CsvColumns>> columnsFor(RecordPages &reader, const QList<FeedInfo> &feeds,
                                             const Exporter::Job &job, const Filter &filter,
                                             const std::atomic<bool> &cancel)
{
    using Columns = std::optional<CsvColumns>;
    const ExportFormat *format = exportFormat(job.format);
    if (!format || !format->has(ExportFormat::Columns))
        return Columns(CsvColumns());
    if (!job.columns.isEmpty()) {
        auto columns = csvColumnsNamed(job.columns);
        return columns ? Result(Columns(*std::move(columns))) : Failure{columns.error()};
    }
    if (!format->has(ExportFormat::Cells) || job.csvFields == CsvFields::Json)
        return Columns(CsvColumns());
    CsvFieldNames names;
    for (const FeedInfo &feed : feeds) {
        const auto [first, last] = rangeOf(feed, job);
        if (last < first)
            continue;
        RecordCursor::Range range{feed.id, first, last};
        range.goesOn = true;
        const auto asked = withMarksOf(feed, job.capture, filter);
        if (!asked)
            return Failure{asked.error()};
        RecordCursor cursor(reader, range, *asked, &cancel);
        const Record *record = nullptr;
        for (size_t i = 0; i < CsvFieldNames::mostRecords && (record = cursor.next()); ++i)
            names.add(*record);
        if (cursor.state() == RecordCursor::State::Failed)
            return Failure{cursor.error()};
        if (cursor.state() == RecordCursor::State::Aborted)
            return Columns();
    }
    return Columns(csvColumnsWith(names.names()));
}

} // namespace livebelt
