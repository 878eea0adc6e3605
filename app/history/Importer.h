// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordReader.h"

#include <atomic>

namespace livebelt {

/// Makes a capture of an exported file, packed or not, in constant memory. Blocks: to be run on a thread of its own.
class Importer
{
public:
    struct Job
    {
        QString from;
        QString to;     ///< a capture that is not there yet
        QString format; ///< ExportFormat::name
        ReaderOptions options{};
    };
    struct Progress
    {
        quint64 records = 0;
        quint64 renumbered = 0; ///< whose number did not follow the one before in their feed
        int feeds = 0;
        qint64 done = 0; ///< bytes of the file, as it is
        qint64 total = 0;
    };
    enum class Outcome { Finished, Cancelled };
    using Report = std::function<void(const Progress &)>;

    /// Nothing is left of one that fails or is cancelled. report is called about ten times a second and once at the
    /// end; cancel may be set from any thread.
    static Result<Outcome> run(const Job &job, const Report &report, const std::atomic<bool> &cancel);
};

} // namespace livebelt
