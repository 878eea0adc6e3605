// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ThreadJob.h"

namespace livebelt {

/// A connection whose ThreadJob works on a thread of its own. Destroying it waits for nothing; the job then stops by
/// itself. goodbye() waits until that is done, for 800 ms at most, 50 ms where it is not connected yet.
class ThreadConnection final : public Connection
{
public:
    /// log outlives it.
    ThreadConnection(ConnectionLog &log, std::shared_ptr<ThreadJob> job);
    ~ThreadConnection() override;

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    void stored(quint64 count) override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    ConnectionLog &m_log;
    const std::shared_ptr<ThreadJob> m_job;
    bool m_isStarted = false;
    bool m_isConnected = false;
    quint64 m_notices = 0; ///< that run() gave of itself
    Ending m_ending;
};

} // namespace livebelt
