// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlClient.h"
#include "sources/sql/SqlInterrupt.h"

#include <array>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace livebelt {

/// SQLite through its own library, opened read-only. It looks at the interrupt as it steps and while the file is
/// locked by a writer, for which it waits up to the timeout.
class SqliteClient final : public SqlClient
{
public:
    /// interrupt outlives it.
    SqliteClient(SqlAddress address, const SqlInterrupt &interrupt);
    ~SqliteClient() override;

    void open() override;
    void execute(const SqlStatement &statement) override;
    const SqlColumns &columns() const override { return m_columns; }
    bool next(SqlRow &row) override;
    std::vector<SqlNotification> wait(std::optional<std::chrono::milliseconds> longest) override;

private:
    struct Deleter
    {
        void operator()(sqlite3 *database) const;
        void operator()(sqlite3_stmt *statement) const;
    };
    using NumberText = std::array<char, 32>;

    static int onProgress(void *self);
    static int onBusy(void *self, int calls);
    void describe();
    SqlCell cell(int column);
    [[noreturn]] void fail() const;

    const SqlAddress m_address;
    const SqlInterrupt &m_interrupt;
    std::unique_ptr<sqlite3, Deleter> m_database;
    std::unique_ptr<sqlite3_stmt, Deleter> m_statement;
    SqlColumns m_columns;
    std::vector<NumberText> m_numbers; ///< the text of numbers in the row
    bool m_isAtEnd = false;
};

} // namespace livebelt
