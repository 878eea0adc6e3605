// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/formats/ExportFormat.h"
#include "model/formats/RecordWriter.h"
#include "model/records/Result.h"

#include <QStringList>
#include <atomic>
#include <functional>

namespace livebelt {

/// A filter that lets through what the other one does of these times, which are written as in the filter language;
/// each may be empty.
QString withTimeRange(const QString &filter, const QString &since, const QString &until);

/// Writes captured feeds to a file, in constant memory at any size. Blocks: to be run on a thread of its own.
class Exporter
{
public:
    struct Job
    {
        QString capture;
        QStringList feeds; ///< names or addresses; empty for all
        qint64 feed = 0;   ///< or one by its number in the capture
        QString filter;
        QString format; ///< ExportFormat::name
        Compression compression = Compression::None;
        std::optional<TimeStyle> times{}; ///< none: as is usual in the format
        CsvCells cells = CsvCells::Harmless;
        CsvFields csvFields = CsvFields::Columns;
        QStringList columns{}; ///< empty: all; of CSV with CsvFields::Columns one for each field of the first records
        QString to;            ///< a path, or "-" for the standard output
        quint64 firstSeq = 1;
        quint64 lastSeq = 0; ///< 0: up to the newest at the start
    };
    struct Progress
    {
        quint64 written = 0;
        quint64 scanned = 0;
        quint64 total = 0;
        qint64 bytes = 0; ///< that were written, packed where they are
        double rate = 0;  ///< records looked at a second
        double secondsLeft = 0;
        quint64 unread = 0;    ///< records that cannot be read, and are left out
        QString whyUnread;     ///< as a sentence
        FeedCounters captured; ///< the books of all these feeds, as the capture has them
    };
    enum class Outcome { Finished, Cancelled, Unread /**< whoever read the standard output has gone away */ };
    using Report = std::function<void(const Progress &)>;

    /// Writes as OutputFile does: a cancelled or failed export leaves a file that stood there as it was. What is a
    /// capture, or belongs to one (-wal, -shm, -lock), is never written to.
    /// report is called about ten times a second and once at the end; cancel may be set from any thread.
    static Result<Outcome> run(const Job &job, const Report &report, const std::atomic<bool> &cancel);

    /// What a job will come to, by what some thousand records from all over it do. Takes a fraction of a second.
    struct Estimate
    {
        quint64 records = 0;
        qint64 bytes = 0;
        double seconds = 0;
    };
    static Result<Estimate> estimate(const Job &job, const std::atomic<bool> &cancel);

    /// What is worth knowing of the filter where it has let nothing through: names that none of the newest records has.
    /// Sentences; none where there is nothing to say.
    static QStringList advice(const Job &job);
};

} // namespace livebelt
