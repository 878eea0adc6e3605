// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlClient.h"
#include "sources/sql/SqlError.h"
#include "sources/sql/SqlInterrupt.h"

#include <memory>

struct pg_conn;
struct pg_result;

namespace livebelt {

/// PostgreSQL through libpq (chapter 34 of its manual), never waiting inside of it. A SELECT becomes a cursor on the
/// server, in a READ ONLY transaction; the rows of each FETCH come in single-row mode. How many are fetched at a time
/// grows from one, so the first row comes at once, and so do those of a query that is slow to find them.
class PostgresClient final : public SqlClient
{
public:
    /// interrupt outlives it.
    PostgresClient(SqlAddress address, Credentials credentials, NetworkOptions options, const SqlInterrupt &interrupt);
    ~PostgresClient() override;

    void open() override;
    void execute(const SqlStatement &statement) override;
    const SqlColumns &columns() const override { return m_columns; }
    bool next(SqlRow &row) override;
    void listen(const QByteArray &channel) override;
    std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) override;
    QByteArray mark(size_t number) const override { return '$' + QByteArray::number(qulonglong(number)); }

private:
    struct Deleter
    {
        void operator()(pg_conn *connection) const;
        void operator()(pg_result *result) const;
    };
    using Answer = std::unique_ptr<pg_result, Deleter>;

    void connect();
    void send(const SqlStatement &statement, bool rowByRow);
    void run(const QByteArray &text) { finish({text, {}, {}}); }
    void finish(const SqlStatement &statement);
    void fetch();
    /// The next answer to what was sent; null: there is no more.
    Answer answer();
    void flush();
    void check(const pg_result *result) const;
    void describe(const pg_result *result);
    [[noreturn]] void lost() const;
    QString message() const;
    void stopOnServer();

    const SqlAddress m_address;
    const Credentials m_credentials;
    const NetworkOptions m_options;
    const SqlInterrupt &m_interrupt;
    std::unique_ptr<pg_conn, Deleter> m_connection;
    Answer m_row; ///< that of the cells given last
    SqlColumns m_columns;
    std::chrono::steady_clock::time_point m_fetchedAt;
    int m_portion = 1;         ///< rows to fetch next
    int m_fetched = 0;         ///< rows of the FETCH that runs
    bool m_isCursor = false;   ///< else the statement's own rows
    bool m_isFetching = false; ///< answers are still to come
    bool m_hasFirst = false;   ///< m_row has not been given yet
};

} // namespace livebelt
