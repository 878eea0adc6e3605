// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/sql/SqlJob.h"
#include <livebelt/async/Scope.h>

namespace livebelt {

/// The connection to a database of a feed: its SqlJob works on a thread of its own. Destroying it waits for nothing;
/// the job then stops by itself, the query on the server with it. goodbye() waits until that is done, for a second at
/// most.
class SqlConnection final : public Connection
{
public:
    SqlConnection(ConnectionLog &log, std::shared_ptr<SqlJob> job, bool resumes);
    ~SqlConnection() override;

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    Record connected();
    async::Task<void> watch();

    ConnectionLog &m_log;
    const std::shared_ptr<SqlJob> m_job;
    const bool m_resumes; ///< after a gap, it goes on where it was, and nothing is missing
    bool m_isStarted = false;
    Ending m_ending;
    async::Scope m_watch;
};

} // namespace livebelt
