// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/Exports.h"

#include "app/history/LiveExport.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/Worker.h>

#include <QScopeGuard>

namespace livebelt {

namespace {

constexpr std::chrono::milliseconds lookInterval{250};

using Steps = async::Channel<Exporter::Progress>;

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
    progress.unread = from.unread;
    progress.whyUnread = from.whyUnread;
    return progress;
}

/// Runs the job on the thread; its steps end with it.
async::Task<Result<Exporter::Outcome>> work(QObject *thread, Exporter::Job job, Steps steps,
                                            std::shared_ptr<std::atomic<bool>> cancel)
{
    const auto report = [steps](const Exporter::Progress &now) mutable {
        Exporter::Progress step = now;
        steps.trySend(step);
    };
    const auto write = [=]() mutable {
        const auto ended = qScopeGuard([&] { steps.close(); });
        return Exporter::run(job, report, *cancel);
    };
    Result<Exporter::Outcome> outcome = co_await async::onThread(thread, write);
    co_return outcome;
}

} // namespace

int Exports::start(const Exporter::Job &job)
{
    const int id = ++m_lastId;
    const auto cancel = std::make_shared<std::atomic<bool>>(false);
    m_running.emplace(id, cancel);
    m_tasks.spawn(run(id, job, cancel));
    return id;
}

int Exports::follow(const Exporter::Job &job, const LiveFiles::Plan &plan)
{
    const int id = ++m_lastId;
    const auto cancel = std::make_shared<std::atomic<bool>>(false);
    m_running.emplace(id, cancel);
    m_tasks.spawn(runLive(id, job, plan, cancel));
    return id;
}

void Exports::cancel(int id)
{
    if (const auto found = m_running.find(id); found != m_running.end())
        *found->second = true;
}

async::Task<void> Exports::run(int id, Exporter::Job job, Flag cancel)
{
    async::Worker thread(QStringLiteral("export"));
    const auto ended = qScopeGuard([cancel] { *cancel = true; }); // before the thread is waited for
    Steps steps(1, async::Overflow::KeepLatest);
    ExportProgress last = toProgress(id, job, {});
    async::Scope working;
    auto writing = working.spawn(work(thread.context(), job, steps, cancel));
    while (auto step = co_await steps.receive()) {
        last = toProgress(id, job, *step);
        m_report(last);
    }
    const Result<Exporter::Outcome> outcome = co_await writing;
    using State = ExportProgress::State;
    if (!outcome)
        last.error = outcome.error();
    last.state = !outcome                                  ? State::Failed
                 : *outcome == Exporter::Outcome::Finished ? State::Finished
                                                           : State::Cancelled;
    m_running.erase(id);
    m_report(last);
}

async::Task<void> Exports::runLive(int id, Exporter::Job job, LiveFiles::Plan plan, Flag cancel)
{
    using State = ExportProgress::State;
    async::Worker thread(QStringLiteral("live export"));
    const auto ended = qScopeGuard([cancel] { *cancel = true; });  // before the thread is waited for
    const auto waits = std::make_shared<std::atomic<bool>>(false); ///< nobody ends what has been begun
    const auto live = std::make_shared<LiveExport>(job, plan, *waits);
    const auto open = [live, waits] { return live->open(); };
    const auto follow = [live, waits] { return live->follow(); };
    const auto close = [live, waits] {
        const auto followed = live->follow();
        const auto closed = live->close();
        return followed ? closed : followed;
    };
    ExportProgress last = toProgress(id, job, {});
    Result<void> done = co_await async::onThread(thread.context(), open);
    while (done && !*cancel) {
        done = co_await async::onThread(thread.context(), follow);
        last = toProgress(id, job, live->progress());
        last.path = live->files().path();
        m_report(last);
        co_await async::sleepFor(lookInterval);
    }
    if (done)
        done = co_await async::onThread(thread.context(), close);
    last = toProgress(id, job, live->progress());
    last.path = live->files().path();
    last.state = done ? State::Finished : State::Failed;
    last.error = done.error();
    m_running.erase(id);
    m_report(last);
}

async::Task<Result<ExportEstimate>> Exports::estimate(Exporter::Job job)
{
    async::Worker thread(QStringLiteral("estimate"));
    const auto cancel = std::make_shared<std::atomic<bool>>(false);
    const auto ended = qScopeGuard([cancel] { *cancel = true; });
    const auto look = [job, cancel] { return Exporter::estimate(job, *cancel); };
    const Result<Exporter::Estimate> estimate = co_await async::onThread(thread.context(), look);
    if (!estimate)
        co_return Failure{estimate.error()};
    co_return ExportEstimate{estimate->records, estimate->bytes, estimate->seconds};
}

} // namespace livebelt
