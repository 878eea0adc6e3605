// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Exports.h"

namespace livebelt {

namespace {

ExportProgress toProgress(int id, const Exporter::Job &job, const Exporter::Progress &from)
{
    ExportProgress progress;
    progress.id = id;
    progress.written = from.written;
    progress.scanned = from.scanned;
    progress.total = from.total;
    progress.bytes = from.bytes;
    progress.rate = from.rate;
    progress.secondsLeft = from.secondsLeft;
    progress.path = job.to;
    progress.captured = from.captured;
    return progress;
}

} // namespace

Exports::~Exports()
{
    for (auto &[id, running] : m_running) {
        *running.cancel = true;
        running.thread.join();
    }
}

int Exports::start(const Exporter::Job &job)
{
    const int id = ++m_lastId;
    const auto cancel = std::make_shared<std::atomic<bool>>(false);
    // The thread is joined before this object goes, and its queued calls die with m_home.
    std::thread thread([this, id, job, cancel] {
        ExportProgress last;
        last.id = id;
        last.path = job.to;
        const auto outcome = Exporter::run(
            job,
            [&](const Exporter::Progress &now) {
                last = toProgress(id, job, now);
                m_home.post([this, now = last] { m_report(now); });
            },
            *cancel);
        using State = ExportProgress::State;
        if (!outcome)
            last.error = outcome.error();
        last.state = !outcome                                  ? State::Failed
                     : *outcome == Exporter::Outcome::Finished ? State::Finished
                                                               : State::Cancelled;
        m_home.post([this, id, last] { finish(id, last); });
    });
    m_running.emplace(id, Running{cancel, std::move(thread)});
    return id;
}

void Exports::cancel(int id)
{
    if (const auto found = m_running.find(id); found != m_running.end())
        *found->second.cancel = true;
}

void Exports::finish(int id, const ExportProgress &last)
{
    const auto found = m_running.find(id);
    if (found != m_running.end()) {
        found->second.thread.join();
        m_running.erase(found);
    }
    m_report(last);
}

} // namespace livebelt
