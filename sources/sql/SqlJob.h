// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/feed/RecordQueue.h"
#include "sources/sql/RowRecords.h"
#include "sources/sql/SeenRows.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlInterrupt.h"

#include <atomic>
#include <memory>

namespace livebelt {

class SqlClient;
class SqlError;
struct SqlNotification;

/// What a feed keeps from one connection to the next. Used by one of their threads at a time.
struct SqlProgress
{
    quint64 rows = 0;
    std::optional<SqlValue> last; ///< greatest value of the column that is followed
    SeenRows seen;                ///< the rows that have it
    bool hasLooked = false;       ///< rows without a value there have been shown
};

/// One connection to a database from opening it to its end, on a thread of its own that blocks: runs the query, or
/// follows it, and puts the rows into the queue. It is shared by the thread and the feed, and either may go first.
class SqlJob
{
public:
    SqlJob(SqlAddress address, Credentials credentials, NetworkOptions options, std::shared_ptr<SqlProgress> progress);

    /// Starts the thread, which keeps job. Throws std::system_error where the system has none for us.
    static void start(const std::shared_ptr<SqlJob> &job);
    /// From any thread: the query is stopped, on the server too, and the queue finishes soon. Nothing waits for that.
    void stop();
    RecordQueue &queue() { return m_queue; }
    /// Whether it is connected, or was; from any thread.
    bool isOpen() const { return m_isOpen; }
    /// For how long the server has been asked in vain for a sign of life; from any thread.
    std::chrono::milliseconds unanswered() const;
    /// From any thread: it ends as lost, however long the library goes on to wait.
    void giveUp();

private:
    void run();
    Ending work();
    Ending runOnce(SqlClient &client);
    Ending endingOf(const SqlError &error) const;
    void heard();
    void heard(std::chrono::steady_clock::time_point at) { m_heardAt = std::max(m_heardAt, at); }
    [[noreturn]] void follow(SqlClient &client);
    std::vector<SqlNotification> wait(SqlClient &client, std::optional<std::chrono::milliseconds> longest);
    void put(const std::vector<SqlNotification> &notifications);
    void followOn(SqlClient &client);
    void startAtNewest(SqlClient &client);
    void give(SqlClient &client, const SqlStatement &statement);
    SqlStatement lookFor(const SqlClient &client, SqlStatement::Last lastIs) const;
    bool isNew(const SqlClient &client, const SqlRow &row, size_t key);
    QString progressText() const;

    const SqlAddress m_address;
    const Credentials m_credentials;
    const NetworkOptions m_options;
    const std::shared_ptr<SqlProgress> m_progress;
    RowRecords m_records;
    SqlInterrupt m_interrupt;
    RecordQueue m_queue;
    std::chrono::steady_clock::time_point m_heardAt; ///< when the database was heard last
    std::atomic<bool> m_isOpen = false;
    std::atomic<std::chrono::steady_clock::rep> m_askedAt = 0; ///< for a sign of life; 0: it is not being asked
};

} // namespace livebelt
