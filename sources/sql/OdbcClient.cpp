// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/OdbcClient.h"

#include "sources/sql/OdbcErrors.h"
#include <livebelt/async/io/KeepAlive.h>

#include <algorithm>
#include <array>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

namespace livebelt {

using namespace Qt::StringLiterals;

/// ODBC's own: environment, connection, statement (ODBC 3, "Handles").
struct OdbcClient::Handles
{
    Handles() = default;
    Handles(const Handles &) = delete;
    Handles &operator=(const Handles &) = delete;
    ~Handles()
    {
        if (statement)
            SQLFreeHandle(SQL_HANDLE_STMT, statement);
        if (isConnected)
            SQLDisconnect(connection);
        if (connection)
            SQLFreeHandle(SQL_HANDLE_DBC, connection);
        if (environment)
            SQLFreeHandle(SQL_HANDLE_ENV, environment);
    }
    SQLHENV environment = nullptr;
    SQLHDBC connection = nullptr;
    SQLHSTMT statement = nullptr;
    bool isConnected = false;
};

namespace {

constexpr qsizetype longestValue = 64 << 20;

SQLPOINTER attribute(SQLULEN value)
{
    return reinterpret_cast<SQLPOINTER>(value); // NOLINT: that is how ODBC wants it
}

SQLWCHAR *wide(const QString &text)
{
    return const_cast<SQLWCHAR *>(reinterpret_cast<const SQLWCHAR *>(text.utf16()));
}

/// As it may stand in a connection string: it cannot become another attribute.
QString attributeValue(const QString &value)
{
    const bool isPlain =
        std::all_of(value.begin(), value.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
    return isPlain ? value : u"{%1}"_s.arg(QString(value).replace(u'}', u"}}"_s));
}

SqlType typeOf(SQLSMALLINT type)
{
    switch (type) {
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
    case SQL_NUMERIC:
    case SQL_DECIMAL:
        return SqlType::Number;
    case SQL_BIT:
        return SqlType::Boolean;
    case SQL_TYPE_TIMESTAMP:
        return SqlType::Time;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
        return SqlType::Bytes;
    default:
        return SqlType::Text;
    }
}

/// What may take long: SQLExecute or SQLFetch. Only then may another thread cancel it: outside of these a driver takes
/// SQLCancel for SQLFreeStmt (ODBC 2), and frees the row that is being read here.
SQLRETURN cancellable(SQLRETURN (*call)(SQLHSTMT), SQLHSTMT statement, SqlInterrupt &interrupt)
{
    SQLRETURN result = SQL_ERROR;
    {
        const SqlInterrupt::Hook hook(interrupt, [statement] { SQLCancel(statement); });
        result = call(statement);
    }
    interrupt.check();
    return result;
}

} // namespace

OdbcClient::OdbcClient(SqlAddress address, Credentials credentials, SqlInterrupt &interrupt)
    : m_address(std::move(address))
    , m_credentials(std::move(credentials))
    , m_interrupt(interrupt)
    , m_handles(std::make_unique<Handles>())
{
}

OdbcClient::~OdbcClient()
{
    if (m_handles->statement)
        SQLFreeStmt(m_handles->statement, SQL_CLOSE);
    rollBack();
}

void OdbcClient::rollBack()
{
    if (m_handles->isConnected)
        SQLEndTran(SQL_HANDLE_DBC, m_handles->connection, SQL_ROLLBACK);
}

void OdbcClient::check(short result) const
{
    if (SQL_SUCCEEDED(result) || result == SQL_NO_DATA)
        return;
    m_interrupt.check();
    const Handles &h = *m_handles;
    if (!h.statement)
        throw odbcError(SQL_HANDLE_DBC, h.connection, false, m_address);
    SQLUINTEGER isDead = SQL_CD_FALSE;
    SQLGetConnectAttrW(h.connection, SQL_ATTR_CONNECTION_DEAD, &isDead, SQL_IS_UINTEGER, nullptr);
    throw odbcError(SQL_HANDLE_STMT, h.statement, isDead == SQL_CD_TRUE, m_address);
}

void OdbcClient::open()
{
    Handles &h = *m_handles;
    m_interrupt.check();
    SQLAllocHandle(SQL_HANDLE_ENV, nullptr, &h.environment);
    SQLSetEnvAttr(h.environment, SQL_ATTR_ODBC_VERSION, attribute(SQL_OV_ODBC3), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, h.environment, &h.connection);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_address.timeout).count();
    SQLSetConnectAttrW(h.connection, SQL_ATTR_LOGIN_TIMEOUT, attribute(SQLULEN(seconds)), 0);
    SQLSetConnectAttrW(h.connection, SQL_ATTR_ACCESS_MODE, attribute(SQL_MODE_READ_ONLY), 0);

    QString source = m_address.name.contains(u'=') ? m_address.name : u"DSN="_s + m_address.name;
    if (!m_credentials.user.isEmpty())
        source += u";UID="_s + attributeValue(m_credentials.user);
    if (!m_credentials.password.isEmpty())
        source += u";PWD={%1}"_s.arg(QString(m_credentials.password).replace(u'}', u"}}"_s));
    check(SQLDriverConnectW(h.connection, nullptr, wide(source), SQLSMALLINT(source.size()), nullptr, 0, nullptr,
                            SQL_DRIVER_NOPROMPT));
    h.isConnected = true;
    async::keepAllAlive(); // the driver shows no socket
    setReadOnly();
    // What a driver does not have of these it refuses, which is fine.
    SQLSetConnectAttrW(h.connection, SQL_ATTR_AUTOCOMMIT, attribute(SQL_AUTOCOMMIT_OFF), 0);
    std::array<char, 8> quote{};
    if (SQL_SUCCEEDED(SQLGetInfo(h.connection, SQL_IDENTIFIER_QUOTE_CHAR, quote.data(), quote.size(), nullptr)))
        m_quote = QByteArray(quote.data()).trimmed();
    check(SQLAllocHandle(SQL_HANDLE_STMT, h.connection, &h.statement));
    std::array<char, 256> driver{};
    SQLGetInfo(h.connection, SQL_DRIVER_NAME, driver.data(), SQLSMALLINT(driver.size()), nullptr);
    m_readsAllFirst = QByteArrayView(driver.data()).contains("sqlite");
}

/// What the driver was told is a hint that most ignore: servers that are known are told, too.
void OdbcClient::setReadOnly()
{
    struct Server
    {
        QByteArrayView name;
        const char *statement;
    };
    static constexpr std::array servers{
        Server{"PostgreSQL", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"},
        Server{"MySQL", "SET SESSION TRANSACTION READ ONLY"},
        Server{"MariaDB", "SET SESSION TRANSACTION READ ONLY"},
        Server{"SQLite", "PRAGMA query_only = 1"},
    };
    std::array<char, 256> name{};
    SQLGetInfo(m_handles->connection, SQL_DBMS_NAME, name.data(), SQLSMALLINT(name.size()), nullptr);
    SQLHSTMT statement = nullptr;
    for (const Server &server : servers) {
        if (QByteArrayView(name.data()).compare(server.name, Qt::CaseInsensitive) != 0 ||
            !SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, m_handles->connection, &statement)))
            continue;
        QByteArray text = server.statement;
        SQLExecDirect(statement, reinterpret_cast<SQLCHAR *>(text.data()), SQLINTEGER(text.size()));
        SQLFreeHandle(SQL_HANDLE_STMT, statement);
    }
}

void OdbcClient::execute(const SqlStatement &statement)
{
    SQLHSTMT handle = m_handles->statement;
    SQLFreeStmt(handle, SQL_CLOSE);
    SQLFreeStmt(handle, SQL_RESET_PARAMS);
    rollBack(); // a new transaction sees what is new
    const QString text = QString::fromUtf8(statement.text);
    check(SQLPrepareW(handle, wide(text), SQLINTEGER(text.size())));
    bind(statement.values);
    check(cancellable(&SQLExecute, handle, m_interrupt));
    describe();
}

void OdbcClient::bind(const std::vector<SqlValue> &values)
{
    m_bound.clear();
    m_lengths.clear();
    for (const SqlValue &value : values) {
        m_bound.push_back(QString::fromUtf8(value.text));
        m_lengths.push_back(long(m_bound.back().size() * 2));
    }
    for (size_t i = 0; i < values.size(); ++i) {
        const bool isWhole = values[i].isNumber && !values[i].text.contains('.') && !values[i].text.contains('e');
        const SQLSMALLINT type = isWhole ? SQL_BIGINT : values[i].isNumber ? SQL_DOUBLE : SQL_WVARCHAR;
        const auto size = SQLULEN(std::max<qsizetype>(1, m_bound[i].size()));
        check(SQLBindParameter(m_handles->statement, SQLUSMALLINT(i + 1), SQL_PARAM_INPUT, SQL_C_WCHAR, type, size, 0,
                               wide(m_bound[i]), 0, &m_lengths[i]));
    }
}

void OdbcClient::describe()
{
    m_columns.clear();
    SQLSMALLINT count = 0;
    SQLNumResultCols(m_handles->statement, &count);
    for (SQLSMALLINT i = 1; i <= count; ++i) {
        std::array<SQLWCHAR, 256> name{};
        SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
        SQLULEN size = 0;
        check(SQLDescribeColW(m_handles->statement, SQLUSMALLINT(i), name.data(), SQLSMALLINT(name.size()), &length,
                              &type, &size, &digits, &nullable));
        m_columns.push_back(
            {QString::fromUtf16(reinterpret_cast<const char16_t *>(name.data())).toUtf8(), typeOf(type)});
    }
    m_cells.resize(m_columns.size());
}

bool OdbcClient::next(SqlRow &row)
{
    m_interrupt.check();
    if (m_columns.empty())
        return false;
    const SQLRETURN fetched =
        m_readsAllFirst ? SQLFetch(m_handles->statement) : cancellable(&SQLFetch, m_handles->statement, m_interrupt);
    check(fetched);
    if (fetched == SQL_NO_DATA) {
        SQLFreeStmt(m_handles->statement, SQL_CLOSE);
        rollBack(); // or its locks would keep writers out until the next look
        return false;
    }
    row.resize(m_columns.size());
    for (size_t i = 0; i < row.size(); ++i)
        fetchCell(i, row[i]);
    return true;
}

/// In pieces: what a driver says of a column's size is not to be relied on.
void OdbcClient::fetchCell(size_t column, SqlCell &cell)
{
    constexpr size_t pieceBytes = 16'384;
    std::array<char16_t, pieceBytes / 2> piece;
    const bool isBytes = m_columns[column].type == SqlType::Bytes;
    const size_t terminator = isBytes ? 0 : sizeof(char16_t);
    QByteArray &value = m_cells[column];
    value.resize(0);
    SQLRETURN result = SQL_SUCCESS;
    SQLLEN left = 0;
    do {
        result = SQLGetData(m_handles->statement, SQLUSMALLINT(column + 1), isBytes ? SQL_C_BINARY : SQL_C_WCHAR,
                            piece.data(), SQLLEN(pieceBytes), &left);
        check(result);
        cell = {{}, m_columns[column].type, left == SQL_NULL_DATA};
        if (cell.isNull || result == SQL_NO_DATA)
            break;
        const bool isWhole = left != SQL_NO_TOTAL && size_t(left) <= pieceBytes - terminator;
        value.append(reinterpret_cast<const char *>(piece.data()), isWhole ? left : SQLLEN(pieceBytes - terminator));
    } while (result == SQL_SUCCESS_WITH_INFO && value.size() < longestValue);
    if (!isBytes)
        value = QString::fromUtf16(reinterpret_cast<const char16_t *>(value.constData()), value.size() / 2).toUtf8();
    if (cell.type == SqlType::Boolean)
        value = value == "0" ? "false" : "true";
    cell.bytes = value;
}

std::vector<SqlNotification> OdbcClient::wait(std::optional<std::chrono::milliseconds> longest)
{
    SqlInterrupt::Deadline deadline;
    if (longest)
        deadline = std::chrono::steady_clock::now() + *longest;
    m_interrupt.waitFor(-1, 0, deadline);
    return {};
}

QByteArray OdbcClient::quoted(const QByteArray &name) const
{
    const bool isPlain =
        std::all_of(name.begin(), name.end(), [](char c) { return QChar::isLetterOrNumber(uchar(c)) || c == '_'; });
    if (m_quote.isEmpty() && !isPlain) {
        throw SqlError(SqlError::Kind::Refused, u"%1 has no quotes for names: “%2” cannot be followed"_s.arg(
                                                    m_address.where(), QString::fromUtf8(name)));
    }
    return m_quote + QByteArray(name).replace(m_quote, m_quote + m_quote) + m_quote;
}

} // namespace livebelt
