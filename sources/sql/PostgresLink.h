// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlInterrupt.h"

#include <memory>

struct pg_conn;
struct pg_result;

namespace livebelt {

/// A connection to PostgreSQL through libpq (chapter 34 of its manual), which never waits inside of that. Everything
/// throws SqlError and SqlInterrupted. A statement that runs when it is destroyed is stopped on the server.
class PostgresLink
{
public:
    struct Deleter
    {
        void operator()(pg_conn *connection) const;
        void operator()(pg_result *result) const;
    };
    using Answer = std::unique_ptr<pg_result, Deleter>;

    /// interrupt outlives it.
    PostgresLink(SqlAddress address, Credentials credentials, NetworkOptions options, const SqlInterrupt &interrupt);
    ~PostgresLink();
    PostgresLink(const PostgresLink &) = delete;
    PostgresLink &operator=(const PostgresLink &) = delete;

    void connect();
    /// rowByRow: there is an answer for each row (single-row mode).
    void send(const SqlStatement &statement, bool rowByRow);
    /// The next answer to what was sent; null: there is no more.
    Answer answer();
    /// Throws where the server refuses.
    void check(const pg_result *result) const;
    /// Sends, and takes and checks all answers.
    void finish(const SqlStatement &statement);
    /// Waits until the server says something by itself, and takes it in; false: the deadline has passed.
    bool listen(SqlInterrupt::Deadline deadline);

    pg_conn *connection() const { return m_connection.get(); }

private:
    void flush();
    [[noreturn]] void lost() const;
    QString message() const;
    void stopOnServer();

    const SqlAddress m_address;
    const Credentials m_credentials;
    const NetworkOptions m_options;
    const SqlInterrupt &m_interrupt;
    std::unique_ptr<pg_conn, Deleter> m_connection;
};

} // namespace livebelt
