// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/PostgresClient.h"

#include "sources/sql/SqlTokens.h"

#include <libpq-fe.h>

namespace livebelt {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int mostRows = 10'000;
constexpr auto quickFetch = 50ms, slowFetch = 250ms;

// Of pg_type.dat.
SqlType typeOf(Oid type)
{
    switch (type) {
    case 16:
        return SqlType::Boolean;
    case 17:
        return SqlType::Bytes;
    case 20: // int8, int2, int4, oid, float4, float8, numeric
    case 21:
    case 23:
    case 26:
    case 700:
    case 701:
    case 1700:
        return SqlType::Number;
    case 1114:
    case 1184:
        return SqlType::Time;
    default:
        return SqlType::Text;
    }
}

/// A cursor can be had for what gives rows by itself.
bool canHaveCursor(const QByteArray &text)
{
    for (const SqlToken &token : sqlTokens(text, SqlDatabase::PostgreSql)) {
        if (token.text == "(")
            continue;
        const QByteArray word = token.text.toByteArray().toLower();
        return word == "select" || word == "values" || word == "with" || word == "table";
    }
    return false;
}

int unhex(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/// bytea_output = hex: \x0aff. In place.
QByteArrayView bytesOf(char *text, int size)
{
    char *to = text;
    for (int i = 2; i + 1 < size; i += 2)
        *to++ = char(unhex(text[i]) << 4 | unhex(text[i + 1]));
    return {text, to - text};
}

} // namespace

PostgresClient::PostgresClient(SqlAddress address, Credentials credentials, NetworkOptions options,
                               const SqlInterrupt &interrupt)
    : m_link(std::move(address), std::move(credentials), std::move(options), interrupt)
{
}

void PostgresClient::open()
{
    m_link.connect();
    run("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    run("SET standard_conforming_strings = on"); // texts end where SqlTokens says
    run("SET datestyle = ISO");
    run("SET timezone = 'UTC'");
    run("SET bytea_output = hex");
}

void PostgresClient::execute(const SqlStatement &statement)
{
    m_row.reset();
    m_columns.clear();
    while (m_isFetching && m_link.answer()) {
    }
    m_isFetching = false;
    if (PQtransactionStatus(m_link.connection()) != PQTRANS_IDLE)
        run("ROLLBACK");
    m_portion = 1;
    m_fetched = 0;
    m_isCursor = canHaveCursor(statement.text);
    if (!m_isCursor) {
        m_link.send(statement, true);
        m_isFetching = true;
    } else {
        run("BEGIN READ ONLY");
        SqlStatement declared = statement;
        declared.text = "DECLARE livebelt NO SCROLL CURSOR FOR " + statement.text;
        m_link.finish(declared);
        fetch();
    }
    m_row = m_link.answer(); // the first row, or the columns without any
    m_hasFirst = true;
    m_link.check(m_row.get());
    describe(m_row.get());
}

void PostgresClient::fetch()
{
    m_link.send({"FETCH " + QByteArray::number(m_portion) + " FROM livebelt", {}, {}}, true);
    m_isFetching = true;
    m_fetched = 0;
    m_fetchedAt = Clock::now();
}

void PostgresClient::describe(const pg_result *result)
{
    const int count = PQnfields(result);
    for (int i = 0; i < count; ++i)
        m_columns.push_back({PQfname(result, i), typeOf(PQftype(result, i))});
}

void PostgresClient::fetchMore()
{
    const auto took = Clock::now() - m_fetchedAt;
    if (took < quickFetch)
        m_portion = std::min(m_portion * 4, mostRows);
    else if (took > slowFetch)
        m_portion = m_portion / 4 + 1;
    fetch();
}

bool PostgresClient::next(SqlRow &row)
{
    while (true) {
        PostgresLink::Answer taken = std::exchange(m_hasFirst, false) ? std::move(m_row) : m_link.answer();
        if (taken && PQresultStatus(taken.get()) == PGRES_SINGLE_TUPLE) {
            m_row = std::move(taken);
            ++m_fetched;
            takeCells(row);
            return true;
        }
        if (taken) {
            m_link.check(taken.get());
            continue;
        }
        m_isFetching = false;
        if (!m_isCursor || m_fetched < m_portion) {
            if (std::exchange(m_isCursor, false))
                run("COMMIT");
            return false;
        }
        fetchMore();
    }
}

void PostgresClient::takeCells(SqlRow &row) const
{
    row.resize(m_columns.size());
    for (size_t i = 0; i < row.size(); ++i) {
        const int column = int(i);
        SqlCell &cell = row[i];
        cell.type = m_columns[i].type;
        cell.isNull = PQgetisnull(m_row.get(), 0, column) != 0;
        char *const text = PQgetvalue(m_row.get(), 0, column);
        cell.bytes = QByteArrayView(text, PQgetlength(m_row.get(), 0, column));
        if (cell.type == SqlType::Bytes)
            cell.bytes = bytesOf(text, int(cell.bytes.size()));
        else if (cell.type == SqlType::Boolean)
            cell.bytes = *text == 't' ? QByteArrayView("true") : QByteArrayView("false");
    }
}

void PostgresClient::listen(const QByteArray &channel)
{
    run("LISTEN " + quoted(channel));
}

std::vector<SqlNotification> PostgresClient::wait(std::optional<std::chrono::milliseconds> longest)
{
    SqlInterrupt::Deadline deadline;
    if (longest)
        deadline = Clock::now() + *longest;
    std::vector<SqlNotification> notifications;
    while (!takeNotifications(notifications) && m_link.listen(deadline)) {
    }
    return notifications;
}

std::vector<SqlNotification> PostgresClient::arrived()
{
    std::vector<SqlNotification> notifications;
    while (PQconsumeInput(m_link.connection()) && takeNotifications(notifications)) {
    }
    return notifications;
}

/// False: there are none.
bool PostgresClient::takeNotifications(std::vector<SqlNotification> &to)
{
    const size_t before = to.size();
    while (PGnotify *notify = PQnotifies(m_link.connection())) {
        to.push_back({notify->relname, notify->extra, notify->be_pid});
        PQfreemem(notify);
    }
    return to.size() > before;
}

} // namespace livebelt
