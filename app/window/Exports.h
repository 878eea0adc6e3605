// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/Exporter.h"
#include "ui/Workspace.h"
#include <livebelt/async/Postbox.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <thread>

namespace livebelt {

/// The exports under way, each on a thread of its own. UI thread; destruction cancels them and waits.
class Exports
{
public:
    using Report = std::function<void(const ExportProgress &)>;
    /// report is called on the thread of home.
    Exports(async::Postbox &home, Report report) : m_home(home), m_report(std::move(report)) {}
    ~Exports();
    Q_DISABLE_COPY_MOVE(Exports)

    int start(const Exporter::Job &job);
    void cancel(int id);

private:
    struct Running
    {
        std::shared_ptr<std::atomic<bool>> cancel;
        std::thread thread;
    };
    void finish(int id, const ExportProgress &last);

    async::Postbox &m_home;
    Report m_report;
    std::map<int, Running> m_running;
    int m_lastId = 0;
};

} // namespace livebelt
