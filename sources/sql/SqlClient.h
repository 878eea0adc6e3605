// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlRow.h"
#include "sources/sql/SqlStatement.h"

#include <chrono>
#include <optional>

namespace livebelt {

/// What a server announced by itself: PostgreSQL's NOTIFY.
struct SqlNotification
{
    QByteArray channel;
    QByteArray payload;
    qint64 process = 0; ///< of the server, that notified
};

/// One connection to a database, with one query at a time, whose rows come one by one from a forward-only cursor: of
/// the result, no more is in memory than the driver's network buffer.
///
/// Used and destroyed on one thread, and it blocks that. Everything throws SqlError, and SqlInterrupted as soon as the
/// SqlInterrupt it was made with is requested; the query is then stopped on the server, too, at the latest by the
/// destructor. It can only read: the database itself is told to refuse everything else, where it has a way.
class SqlClient
{
public:
    SqlClient() = default;
    SqlClient(const SqlClient &) = delete;
    SqlClient &operator=(const SqlClient &) = delete;
    virtual ~SqlClient() = default;

    /// Connects. Called first, and once.
    virtual void open() = 0;
    /// Begins a query; one that was not read to its end is given up.
    virtual void execute(const SqlStatement &statement) = 0;
    /// Of the query that runs; valid until the next execute().
    virtual const SqlColumns &columns() const = 0;
    /// The next row, whose cells are valid until the next call of anything here; false: there are no more.
    virtual bool next(SqlRow &row) = 0;

    /// Subscribes to a channel of the server. Only PostgreSQL has such a thing.
    virtual void listen(const QByteArray &channel);
    /// Waits for notifications, at most so long (for ever, where that is nothing); perhaps none.
    virtual std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) = 0;
    /// Those that have arrived; waits for nothing, and works once the SqlInterrupt is requested, too.
    virtual std::vector<SqlNotification> arrived() { return {}; }
    /// True, once the server has given a sign of life. False, at once, where the database has no other side, or there
    /// is no way to ask it.
    virtual bool ping() { return false; }

    /// How the database writes the name of a column, and the place of the value of that number (from 1 on).
    virtual QByteArray quoted(const QByteArray &name) const;
    virtual QByteArray mark(size_t) const { return "?"; }
};

} // namespace livebelt
