// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/Sqlite.h"

#include <QFile>
#include <QFileInfo>
#include <sqlite3.h>

namespace livebelt {

namespace {
// What SQLITE_STATIC says, without its C cast.
constexpr sqlite3_destructor_type notCopied = nullptr;
} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::bind(int at, qint64 number)
{
    sqlite3_bind_int64(m_statement.get(), at, number);
}

void Statement::bind(int at, double number)
{
    sqlite3_bind_double(m_statement.get(), at, number);
}

void Statement::bindText(int at, QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return bindNull(at);
    sqlite3_bind_text64(m_statement.get(), at, utf8.data(), sqlite3_uint64(utf8.size()), notCopied, SQLITE_UTF8);
}

void Statement::bindBlob(int at, QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return bindNull(at);
    sqlite3_bind_blob64(m_statement.get(), at, bytes.data(), sqlite3_uint64(bytes.size()), notCopied);
}

void Statement::bindNull(int at)
{
    sqlite3_bind_null(m_statement.get(), at);
}

void Statement::bindEmptyText(int at)
{
    sqlite3_bind_text(m_statement.get(), at, "", 0, notCopied);
}

int Statement::columns() const
{
    return sqlite3_column_count(m_statement.get());
}

QByteArray Statement::name(int column) const
{
    return sqlite3_column_name(m_statement.get(), column);
}

bool Statement::isInteger(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_INTEGER;
}

bool Statement::isReal(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_FLOAT;
}

int Statement::step()
{
    return sqlite3_step(m_statement.get());
}

int Statement::run()
{
    const int code = step();
    reset();
    return code;
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::isBlob(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_BLOB;
}

bool Statement::isNumber(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_INTEGER;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QByteArrayView Statement::view(int column) const
{
    const void *bytes = sqlite3_column_blob(m_statement.get(), column);
    if (!bytes) // NULL, as most columns of most rows are
        return {};
    return {static_cast<const char *>(bytes), qsizetype(sqlite3_column_bytes(m_statement.get(), column))};
}

void SqliteConnection::Close::operator()(sqlite3 *handle) const
{
    sqlite3_close(handle);
}

int SqliteConnection::open(const QByteArray &uriOrPath, int flags)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(uriOrPath.constData(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    m_handle.reset(handle);
    if (handle)
        sqlite3_extended_result_codes(handle, 1);
    return code;
}

int SqliteConnection::openImmutable(const QString &path)
{
    const QByteArray absolute = QFile::encodeName(QFileInfo(path).absoluteFilePath());
    return open("file:" + absolute.toPercentEncoding("/") + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

void SqliteConnection::distrust()
{
    constexpr int sqlBytes = 100'000, columns = 200, depth = 50;
    sqlite3 *const handle = m_handle.get();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, sqlBytes);
    sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, columns);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, depth);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    run("PRAGMA cell_size_check = ON");
}

void SqliteConnection::giveUpAfter(std::chrono::milliseconds time)
{
    constexpr int stepsBetweenLooks = 100'000;
    const bool isFirst = !m_deadline;
    if (isFirst)
        m_deadline = std::make_unique<std::chrono::steady_clock::time_point>();
    *m_deadline = std::chrono::steady_clock::now() + time;
    if (!isFirst)
        return;
    const auto isOver = [](void *deadline) {
        return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point *>(deadline) ? 1
                                                                                                                  : 0;
    };
    sqlite3_progress_handler(m_handle.get(), stepsBetweenLooks, isOver, m_deadline.get());
}

int SqliteConnection::run(const char *sql)
{
    return sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr);
}

int SqliteConnection::prepare(Statement &statement, const char *sql)
{
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.m_statement.reset(prepared);
    return code;
}

QByteArray SqliteConnection::first(const char *sql, int &code)
{
    Statement statement;
    code = prepare(statement, sql);
    if (code != SQLITE_OK)
        return {};
    code = statement.step();
    return code == SQLITE_ROW ? statement.bytes(0) : QByteArray();
}

void SqliteConnection::close()
{
    m_handle.reset();
}

} // namespace livebelt
