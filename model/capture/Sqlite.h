// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <chrono>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace livebelt {

/// A prepared statement. Lives on the thread of its connection and must go before it.
/// Binding does not copy: what is bound has to stay as it is until reset().
class Statement
{
public:
    void bind(int at, qint64 number); ///< at counts from 1
    void bind(int at, quint64 number) { bind(at, qint64(number)); }
    void bind(int at, double number);
    void bindText(int at, QByteArrayView utf8);  ///< NULL where it is empty
    void bindBlob(int at, QByteArrayView bytes); ///< NULL where it is empty
    void bindNull(int at);
    void bindEmptyText(int at);
    /// SQLITE_ROW, SQLITE_DONE or the extended code of what went wrong.
    int step();
    /// Step, and reset whatever came of it: for statements that give no rows.
    int run();
    void reset();

    int columns() const; ///< of its rows
    QByteArray name(int column) const;
    bool isNull(int column) const; ///< column counts from 0
    bool isInteger(int column) const;
    bool isReal(int column) const;
    bool isBlob(int column) const;
    bool isNumber(int column) const; ///< an integer
    qint64 number(int column) const;
    double real(int column) const;
    QByteArrayView view(int column) const; ///< valid until the next step or reset
    QByteArray bytes(int column) const { return view(column).toByteArray(); }

private:
    friend class SqliteConnection;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// Resets a statement at the end of a block, so that no read transaction outlives it.
class StatementReset
{
public:
    explicit StatementReset(Statement &statement) : m_statement(statement) {}
    ~StatementReset() { m_statement.reset(); }
    Q_DISABLE_COPY_MOVE(StatementReset)

private:
    Statement &m_statement;
};

/// One connection to a database; one thread at a time. All codes are SQLite's extended result codes.
class SqliteConnection
{
public:
    int open(const QByteArray &uriOrPath, int flags);
    /// To be called for a file of anybody's before anything is read in it: its schema is not trusted to be harmless,
    /// and what no capture needs is out of bounds.
    void distrust();
    /// A statement that runs for longer than this ends with SQLITE_INTERRUPT. From now on, until it is called again.
    void giveUpAfter(std::chrono::milliseconds time);
    /// For reading a file that nobody writes: it takes no lock, and leaves no trace beside the file.
    int openImmutable(const QString &path);
    /// Runs one or more statements that give no rows of interest.
    int run(const char *sql);
    int prepare(Statement &statement, const char *sql);
    /// The first column of the first row, or otherwise where there is none; code says what happened.
    QByteArray first(const char *sql, int &code);
    void close();
    sqlite3 *handle() const { return m_handle.get(); }

private:
    struct Close
    {
        void operator()(sqlite3 *handle) const;
    };
    std::unique_ptr<std::chrono::steady_clock::time_point> m_deadline; ///< before the handle, which refers to it
    std::unique_ptr<sqlite3, Close> m_handle;
};

} // namespace livebelt
