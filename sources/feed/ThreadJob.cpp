// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ThreadJob.h"

#include <csignal>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

void ThreadJob::start(std::shared_ptr<ThreadJob> job)
{
    // Detached, as a look-up of a name can hold it up for longer than anybody should wait.
    std::thread([job = std::move(job)] {
        sigset_t all; // those of the process are for other threads
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, nullptr);
        Ending ending;
        try {
            ending = job->work();
        } catch (const std::exception &error) {
            ending.why = QString::fromUtf8(error.what());
        }
        job->queue().finish(std::move(ending));
    }).detach();
}

void ThreadJob::stop()
{
    m_queue.leave();
}

void ThreadJob::stored(quint64) {}

Result<void> ThreadJob::send(const Outgoing &)
{
    return Failure{u"Nothing can be sent to this kind of feed"_s};
}

} // namespace livebelt
