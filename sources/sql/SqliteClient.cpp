// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqliteClient.h"

#include "sources/sql/SqlError.h"
#include "sources/sql/SqlReading.h"
#include "sources/sql/WritingFunctions.h"

#include <QFileInfo>
#include <charconv>
#include <sqlite3.h>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int stepsBetweenLooks = 2'000; // of SQLite's machine: far below a millisecond
constexpr auto retryAfter = 5ms;

/// By the words of the declaration (SQLite, "Datatypes", section 3.1).
SqlType typeOf(const char *declared)
{
    const QByteArray name = QByteArray(declared).toUpper();
    if (name.contains("BOOL"))
        return SqlType::Text; // 0 and 1: the cells say so themselves
    if (name.contains("DATE") || name.contains("TIME"))
        return SqlType::Time;
    for (const char *number : {"INT", "REAL", "FLOA", "DOUB", "NUM", "DEC"}) {
        if (name.contains(number))
            return SqlType::Number;
    }
    return name.contains("BLOB") ? SqlType::Bytes : SqlType::Text;
}

/// What a statement may do (sqlite3_set_authorizer): read, and ask what there is. A view in the file is part of it.
int authorize(void *, int action, const char *first, const char *second, const char *, const char *)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    case SQLITE_INSERT: // what a virtual table prepares for itself; ours is looked at in execute()
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return isWritingFunction(QByteArray(second).toLower(), SqlDatabase::Sqlite) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return isReadingPragma(QByteArray(first).toLower(), second != nullptr) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

} // namespace

void SqliteClient::Deleter::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void SqliteClient::Deleter::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqliteClient::SqliteClient(SqlAddress address, const SqlInterrupt &interrupt)
    : m_address(std::move(address)), m_interrupt(interrupt)
{
}

SqliteClient::~SqliteClient() = default;

void SqliteClient::open()
{
    if (!QFileInfo::exists(m_address.name)) {
        throw SqlError(m_address.isFollowed() ? SqlError::Kind::Lost : SqlError::Kind::Refused,
                       u"There is no file %1: check its path"_s.arg(m_address.name));
    }
    sqlite3 *database = nullptr;
    const int opened = sqlite3_open_v2(m_address.name.toUtf8().constData(), &database,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    m_database.reset(database);
    if (opened != SQLITE_OK)
        fail();
    sqlite3_extended_result_codes(database, 1);
    // The file may come from anybody: what it says of itself runs nothing but SQLite's own harmless functions.
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_exec(database, "PRAGMA query_only = 1", nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(database, &authorize, nullptr);
    sqlite3_progress_handler(database, stepsBetweenLooks, &SqliteClient::onProgress, this);
    sqlite3_busy_handler(database, &SqliteClient::onBusy, this);
}

int SqliteClient::onProgress(void *self)
{
    return static_cast<SqliteClient *>(self)->m_interrupt.isRequested();
}

int SqliteClient::onBusy(void *self, int calls)
{
    const auto *client = static_cast<SqliteClient *>(self);
    if (calls * retryAfter > client->m_address.timeout)
        return 0;
    try {
        client->m_interrupt.waitFor(-1, 0, std::chrono::steady_clock::now() + retryAfter);
    } catch (const std::exception &) {
        return 0; // out of C, it is thrown again
    }
    return 1;
}

void SqliteClient::fail() const
{
    m_interrupt.check();
    const int code = m_database ? sqlite3_errcode(m_database.get()) & 0xff : SQLITE_NOMEM;
    const QString said = m_database ? QString::fromUtf8(sqlite3_errmsg(m_database.get())) : u"out of memory"_s;
    const QString sentence = u"%1 says: %2"_s.arg(m_address.where(), said);
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw SqlError(SqlError::Kind::Lost, sentence + u": another program keeps it locked; try again later"_s);
    case SQLITE_READONLY:
    case SQLITE_AUTH:
        throw SqlError(SqlError::Kind::Refused, sentence + u": a feed only reads"_s);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        throw SqlError(SqlError::Kind::Refused, sentence + u": check that it is the right file"_s);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        throw SqlError(SqlError::Kind::Refused, sentence + u": check who may read it"_s);
    case SQLITE_IOERR:
        throw SqlError(SqlError::Kind::Lost, sentence + u": check the disk it is on"_s);
    default:
        throw SqlError(SqlError::Kind::Refused, sentence + u": change the query"_s);
    }
}

void SqliteClient::execute(const SqlStatement &statement)
{
    m_statement.reset();
    sqlite3_stmt *prepared = nullptr;
    if (sqlite3_prepare_v2(m_database.get(), statement.text.constData(), int(statement.text.size()), &prepared,
                           nullptr) != SQLITE_OK)
        fail();
    m_statement.reset(prepared);
    if (prepared && sqlite3_stmt_readonly(prepared) == 0)
        throw SqlError(SqlError::Kind::Refused,
                       u"%1 would be changed by that query: a feed only reads"_s.arg(m_address.where()));
    for (size_t i = 0; i < statement.values.size(); ++i) {
        const SqlValue &value = statement.values[i];
        const int place = int(i) + 1;
        bool isWhole = false;
        const qint64 whole = value.text.toLongLong(&isWhole);
        if (value.isNumber && isWhole)
            sqlite3_bind_int64(prepared, place, whole);
        else if (value.isNumber)
            sqlite3_bind_double(prepared, place, value.text.toDouble());
        else
            sqlite3_bind_text64(prepared, place, value.text.constData(), size_t(value.text.size()), SQLITE_TRANSIENT,
                                SQLITE_UTF8);
    }
    m_isAtEnd = false;
    describe();
}

void SqliteClient::describe()
{
    const int count = sqlite3_column_count(m_statement.get());
    m_columns.clear();
    for (int i = 0; i < count; ++i) {
        const char *declared = sqlite3_column_decltype(m_statement.get(), i);
        m_columns.push_back({sqlite3_column_name(m_statement.get(), i), typeOf(declared)});
    }
    m_numbers.resize(m_columns.size());
}

bool SqliteClient::next(SqlRow &row)
{
    if (m_isAtEnd) // a step would begin again
        return false;
    const int stepped = sqlite3_step(m_statement.get());
    if (stepped != SQLITE_ROW && stepped != SQLITE_DONE)
        fail();
    if (stepped == SQLITE_DONE) {
        m_isAtEnd = true;
        sqlite3_reset(m_statement.get()); // lets go of the lock
        return false;
    }
    row.resize(m_columns.size());
    for (size_t i = 0; i < row.size(); ++i)
        row[i] = cell(int(i));
    return true;
}

SqlCell SqliteClient::cell(int column)
{
    sqlite3_stmt *const statement = m_statement.get();
    NumberText &number = m_numbers[size_t(column)];
    SqlCell cell;
    cell.isNull = false;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: {
        const auto end =
            std::to_chars(number.data(), number.data() + number.size(), sqlite3_column_int64(statement, column)).ptr;
        cell.type = SqlType::Number;
        cell.bytes = QByteArrayView(number.data(), end - number.data());
        break;
    }
    case SQLITE_FLOAT: {
        const auto end =
            std::to_chars(number.data(), number.data() + number.size(), sqlite3_column_double(statement, column)).ptr;
        cell.type = SqlType::Number;
        cell.bytes = QByteArrayView(number.data(), end - number.data());
        break;
    }
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        cell.bytes = QByteArrayView(text, sqlite3_column_bytes(statement, column));
        break;
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        cell.type = SqlType::Bytes;
        cell.bytes = QByteArrayView(bytes, sqlite3_column_bytes(statement, column));
        break;
    }
    default:
        cell.isNull = true;
    }
    return cell;
}

std::vector<SqlNotification> SqliteClient::wait(std::optional<std::chrono::milliseconds> longest)
{
    SqlInterrupt::Deadline deadline;
    if (longest)
        deadline = std::chrono::steady_clock::now() + *longest;
    m_interrupt.waitFor(-1, 0, deadline);
    return {};
}

} // namespace livebelt
