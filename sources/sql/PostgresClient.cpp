// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/PostgresClient.h"

#include "sources/sql/Authorities.h"
#include "sources/sql/PostgresErrors.h"
#include "sources/sql/SqlTokens.h"

#include <array>
#include <libpq-fe.h>
#include <poll.h>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
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

void PostgresClient::Deleter::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

void PostgresClient::Deleter::operator()(pg_result *result) const
{
    PQclear(result);
}

PostgresClient::PostgresClient(SqlAddress address, Credentials credentials, NetworkOptions options,
                               const SqlInterrupt &interrupt)
    : m_address(std::move(address))
    , m_credentials(std::move(credentials))
    , m_options(std::move(options))
    , m_interrupt(interrupt)
{
}

PostgresClient::~PostgresClient()
{
    if (m_connection && PQtransactionStatus(m_connection.get()) == PQTRANS_ACTIVE)
        stopOnServer();
}

void PostgresClient::stopOnServer()
{
    PGcancel *cancel = PQgetCancel(m_connection.get());
    std::array<char, 256> problem; // that of a server which is gone; there is nothing to stop then
    if (cancel)
        PQcancel(cancel, problem.data(), int(problem.size()));
    PQfreeCancel(cancel);
}

void PostgresClient::open()
{
    connect();
    PQsetnonblocking(m_connection.get(), 1);
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
    run("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    run("SET datestyle = ISO");
    run("SET timezone = 'UTC'");
    run("SET bytea_output = hex");
}

void PostgresClient::connect()
{
    std::vector<const char *> names, values;
    std::vector<QByteArray> kept; // what values refers to
    kept.reserve(16);
    const auto add = [&](const char *name, const QString &value) {
        if (value.isEmpty())
            return;
        kept.push_back(value.toUtf8());
        names.push_back(name);
        values.push_back(kept.back().constData());
    };
    add("host", m_address.host.isEmpty() ? m_address.socket : m_address.host);
    add("port", QString::number(m_address.port));
    add("dbname", m_address.name);
    add("user", m_credentials.user.isEmpty() ? m_address.user : m_credentials.user);
    add("password", m_credentials.password);
    add("client_encoding", u"UTF8"_s);
    add("application_name", u"livebelt"_s);
    add("sslmode", m_address.isEncrypted ? u"verify-full"_s : u"disable"_s);
    if (m_address.isEncrypted) {
        add("sslrootcert", m_options.authorities.isEmpty() ? systemAuthorities() : m_options.authorities);
        add("sslcert", m_options.certificate);
        add("sslkey", m_options.key.isEmpty() ? m_options.certificate : m_options.key);
        add("sslpassword", m_options.keyPassword);
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    m_connection.reset(PQconnectStartParams(names.data(), values.data(), 0));
    if (!m_connection)
        throw std::bad_alloc();

    const auto deadline = Clock::now() + m_address.timeout;
    auto state = PGRES_POLLING_WRITING;
    while (PQstatus(m_connection.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK) {
        const short events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (m_interrupt.waitFor(PQsocket(m_connection.get()), events, deadline) == 0) {
            throw SqlError(
                SqlError::Kind::Lost,
                u"%1 did not answer within %2 s: check host and port, and that it runs"_s.arg(m_address.where())
                    .arg(double(m_address.timeout.count()) / 1000));
        }
        state = PQconnectPoll(m_connection.get());
    }
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        throw connectionError(message(), m_address, PQconnectionNeedsPassword(m_connection.get()) != 0);
}

QString PostgresClient::message() const
{
    return QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed();
}

void PostgresClient::lost() const
{
    throw SqlError(SqlError::Kind::Lost, u"The connection to %1 was lost: %2"_s.arg(m_address.where(), message()));
}

void PostgresClient::send(const SqlStatement &statement, bool rowByRow)
{
    std::vector<const char *> values;
    for (const SqlValue &value : statement.values)
        values.push_back(value.text.constData());
    const int sent = values.empty() && !rowByRow
                         ? PQsendQuery(m_connection.get(), statement.text.constData())
                         : PQsendQueryParams(m_connection.get(), statement.text.constData(), int(values.size()),
                                             nullptr, values.data(), nullptr, nullptr, 0);
    if (!sent)
        lost();
    if (rowByRow)
        PQsetSingleRowMode(m_connection.get());
    flush();
}

void PostgresClient::flush()
{
    while (true) {
        const int left = PQflush(m_connection.get());
        if (left == 0)
            return;
        if (left < 0)
            lost();
        if (m_interrupt.waitFor(PQsocket(m_connection.get()), POLLIN | POLLOUT) & POLLIN && // or it may wait for us
            !PQconsumeInput(m_connection.get()))
            lost();
    }
}

PostgresClient::Answer PostgresClient::answer()
{
    while (PQisBusy(m_connection.get())) {
        m_interrupt.waitFor(PQsocket(m_connection.get()), POLLIN);
        if (!PQconsumeInput(m_connection.get()))
            lost();
    }
    return Answer(PQgetResult(m_connection.get()));
}

void PostgresClient::check(const pg_result *result) const
{
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE)
        return;
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        lost();
    throw statementError(result, m_address);
}

/// Sends, and takes all answers.
void PostgresClient::finish(const SqlStatement &statement)
{
    send(statement, false);
    while (const Answer taken = answer())
        check(taken.get());
}

void PostgresClient::execute(const SqlStatement &statement)
{
    m_row.reset();
    m_columns.clear();
    while (m_isFetching && answer()) {
    }
    m_isFetching = false;
    if (PQtransactionStatus(m_connection.get()) != PQTRANS_IDLE)
        run("ROLLBACK");
    m_portion = 1;
    m_fetched = 0;
    m_isCursor = canHaveCursor(statement.text);
    if (!m_isCursor) {
        send(statement, true);
        m_isFetching = true;
    } else {
        run("BEGIN READ ONLY");
        SqlStatement declared = statement;
        declared.text = "DECLARE livebelt NO SCROLL CURSOR FOR " + statement.text;
        finish(declared);
        fetch();
    }
    m_row = answer(); // the first row, or the columns without any
    m_hasFirst = true;
    check(m_row.get());
    describe(m_row.get());
}

void PostgresClient::fetch()
{
    send({"FETCH " + QByteArray::number(m_portion) + " FROM livebelt", {}, {}}, true);
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

bool PostgresClient::next(SqlRow &row)
{
    while (true) {
        Answer taken = std::exchange(m_hasFirst, false) ? std::move(m_row) : answer();
        if (taken && PQresultStatus(taken.get()) == PGRES_SINGLE_TUPLE) {
            m_row = std::move(taken);
            ++m_fetched;
            break;
        }
        if (taken) {
            check(taken.get());
            continue;
        }
        m_isFetching = false;
        if (!m_isCursor || m_fetched < m_portion) {
            if (m_isCursor)
                run("COMMIT");
            m_isCursor = false;
            return false;
        }
        const auto took = Clock::now() - m_fetchedAt;
        m_portion = took < quickFetch  ? std::min(m_portion * 4, mostRows)
                    : took > slowFetch ? m_portion / 4 + 1
                                       : m_portion;
        fetch();
    }
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
    return true;
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
    while (true) {
        while (PGnotify *notify = PQnotifies(m_connection.get())) {
            notifications.push_back({notify->relname, notify->extra, notify->be_pid});
            PQfreemem(notify);
        }
        if (!notifications.empty() || m_interrupt.waitFor(PQsocket(m_connection.get()), POLLIN, deadline) == 0)
            return notifications;
        if (!PQconsumeInput(m_connection.get()))
            lost();
    }
}

} // namespace livebelt
