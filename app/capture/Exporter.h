// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QStringList>
#include <atomic>
#include <functional>

namespace livebelt {

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
        QString format;
        QString to; ///< a path, or "-" for the standard output
        quint64 firstSeq = 1;
        quint64 lastSeq = 0; ///< 0: up to the newest at the start
    };
    struct Progress
    {
        quint64 written = 0;
        quint64 scanned = 0;
        quint64 total = 0;
        qint64 bytes = 0;
        double rate = 0; ///< records looked at a second
        double secondsLeft = 0;
    };
    enum class Outcome { Finished, Cancelled };
    using Report = std::function<void(const Progress &)>;

    /// A file is written beside its place and renamed when whole: a cancelled or failed export leaves nothing behind.
    /// report is called about ten times a second and once at the end; cancel may be set from any thread.
    static Result<Outcome> run(const Job &job, const Report &report, const std::atomic<bool> &cancel);
};

} // namespace livebelt
