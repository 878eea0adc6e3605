// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlClient.h"
#include "sources/sql/SqlInterrupt.h"

#include <memory>

namespace livebelt {

/// Any database with an ODBC driver, through the driver manager (unixODBC), with a forward-only cursor. The driver is
/// told that the connection is only read from, and so is a server that is known; what it does all the same is rolled
/// back. An interrupt calls SQLCancel: how soon that works, and whether the server learns of it, is the driver's.
class OdbcClient final : public SqlClient
{
public:
    /// interrupt outlives it.
    OdbcClient(SqlAddress address, Credentials credentials, SqlInterrupt &interrupt);
    ~OdbcClient() override;

    void open() override;
    void execute(const SqlStatement &statement) override;
    const SqlColumns &columns() const override { return m_columns; }
    bool next(SqlRow &row) override;
    std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) override;
    QByteArray quoted(const QByteArray &name) const override;

private:
    struct Handles;

    /// Throws what the driver says of the statement, or of the connection before there is one, unless all is well.
    void check(short result) const;
    void bind(const std::vector<SqlValue> &values);
    void setReadOnly();
    void describe();
    void fetchCell(size_t column, SqlCell &cell);
    void rollBack();

    const SqlAddress m_address;
    const Credentials m_credentials;
    SqlInterrupt &m_interrupt;
    const std::unique_ptr<Handles> m_handles;
    SqlColumns m_columns;
    std::vector<QByteArray> m_cells; ///< the contents of the row
    std::vector<QString> m_bound;    ///< values the driver refers to
    std::vector<long> m_lengths;     ///< theirs
    QByteArray m_quote = "\"";
    bool m_readsAllFirst = false; ///< SQLite's driver: a fetch takes no time, and a cancel would free its rows
};

} // namespace livebelt
