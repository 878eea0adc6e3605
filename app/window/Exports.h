// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Exporter.h"
#include "app/history/LiveFiles.h"
#include "ui/Workspace.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace livebelt {

/// The exports under way, each on a thread of its own. UI thread; destruction cancels them and waits.
class Exports
{
public:
    using Report = std::function<void(const ExportProgress &)>;
    explicit Exports(Report report) : m_report(std::move(report)) {}

    int start(const Exporter::Job &job);
    /// What the feed of the job stores from now on; cancel() ends it in good order.
    int follow(const Exporter::Job &job, const LiveFiles::Plan &plan);
    void cancel(int id);
    /// What a job will come to. Destroying it before is allowed.
    static async::Task<Result<ExportEstimate>> estimate(Exporter::Job job);

private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    async::Task<void> run(int id, Exporter::Job job, Flag cancel);
    async::Task<void> runLive(int id, Exporter::Job job, LiveFiles::Plan plan, Flag cancel);

    Report m_report;
    std::map<int, Flag> m_running; ///< what ends each of them
    int m_lastId = 0;
    async::Scope m_tasks; ///< last: its tasks use the rest
};

} // namespace livebelt
