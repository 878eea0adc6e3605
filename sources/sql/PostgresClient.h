// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/PostgresLink.h"
#include "sources/sql/SqlClient.h"

namespace livebelt {

/// PostgreSQL. A SELECT becomes a cursor on the server, in a READ ONLY transaction; the rows of each FETCH come in
/// single-row mode. How many are fetched at a time grows from one, so the first row comes at once, and so do those of a
/// query that is slow to find them.
class PostgresClient final : public SqlClient
{
public:
    /// interrupt outlives it.
    PostgresClient(SqlAddress address, Credentials credentials, NetworkOptions options, const SqlInterrupt &interrupt);

    void open() override;
    void execute(const SqlStatement &statement) override;
    const SqlColumns &columns() const override { return m_columns; }
    bool next(SqlRow &row) override;
    void listen(const QByteArray &channel) override;
    std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) override;
    std::vector<SqlNotification> arrived() override;
    bool ping() override
    {
        run("SELECT 1");
        return true;
    }
    QByteArray mark(size_t number) const override { return '$' + QByteArray::number(qulonglong(number)); }

private:
    void run(const QByteArray &text) { m_link.finish({text, {}, {}}); }
    bool takeNotifications(std::vector<SqlNotification> &to);
    void fetch();
    void fetchMore();
    void describe(const pg_result *result);
    void takeCells(SqlRow &row) const;

    PostgresLink m_link;
    PostgresLink::Answer m_row; ///< that of the cells given last
    SqlColumns m_columns;
    std::chrono::steady_clock::time_point m_fetchedAt;
    int m_portion = 1;         ///< rows to fetch next
    int m_fetched = 0;         ///< rows of the FETCH that runs
    bool m_isCursor = false;   ///< else the statement's own rows
    bool m_isFetching = false; ///< answers are still to come
    bool m_hasFirst = false;   ///< m_row has not been given yet
};

} // namespace livebelt
