// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Exporter.h"
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
    void cancel(int id);

private:
    using Flag = std::shared_ptr<std::atomic<bool>>;
    async::Task<void> run(int id, Exporter::Job job, Flag cancel);

    Report m_report;
    std::map<int, Flag> m_running; ///< what ends each of them
    int m_lastId = 0;
    async::Scope m_tasks; ///< last: its tasks use the rest
};

} // namespace livebelt
