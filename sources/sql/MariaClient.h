// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlClient.h"
#include "sources/sql/SqlError.h"
#include "sources/sql/SqlInterrupt.h"

#include <memory>

struct st_mysql;
struct st_mysql_res;

namespace livebelt {

/// MariaDB and MySQL through MariaDB Connector/C. Rows are read from the socket one by one (mysql_use_result): while
/// nobody takes them, the server waits. The session is READ ONLY. An interrupt shuts the socket down, which ends every
/// wait but that for connecting, and the server is told to KILL the query over a connection of its own.
class MariaClient final : public SqlClient
{
public:
    /// interrupt outlives it.
    MariaClient(SqlAddress address, Credentials credentials, NetworkOptions options, SqlInterrupt &interrupt);
    ~MariaClient() override;

    void open() override;
    void execute(const SqlStatement &statement) override;
    const SqlColumns &columns() const override { return m_columns; }
    bool next(SqlRow &row) override;
    bool ping() override
    {
        run("DO 0");
        return true;
    }
    std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) override;
    QByteArray quoted(const QByteArray &name) const override;

private:
    struct Deleter
    {
        void operator()(st_mysql *connection) const;
        void operator()(st_mysql_res *result) const;
    };
    using Handle = std::unique_ptr<st_mysql, Deleter>;

    Handle connect() const;
    void setTls(st_mysql *connection) const;
    /// Sends a statement and gives its rows, if it is one that has any.
    void run(const QByteArray &text);
    void prepare(const SqlStatement &statement);
    void describe();
    void giveUp();
    void stopOnServer() const;
    [[noreturn]] void fail(st_mysql *connection) const;
    [[noreturn]] void failRunning();

    const SqlAddress m_address;
    const Credentials m_credentials;
    const NetworkOptions m_options;
    SqlInterrupt &m_interrupt;
    Handle m_connection;
    std::unique_ptr<SqlInterrupt::Hook> m_hook; ///< destroyed before the connection it would shut down
    std::unique_ptr<st_mysql_res, Deleter> m_result;
    SqlColumns m_columns;
    bool m_isRunning = false; ///< the server works for us
};

} // namespace livebelt
