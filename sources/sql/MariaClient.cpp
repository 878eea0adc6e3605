// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/MariaClient.h"

#include "sources/sql/Authorities.h"
#include "sources/sql/CertificateTrouble.h"
#include "sources/sql/MariaErrors.h"
#include <livebelt/async/io/KeepAlive.h>

#include <algorithm>
#include <errmsg.h>
#include <mutex>
#include <mysql.h>
#include <poll.h>
#include <sys/socket.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Takes one mode of the session away, and leaves the others.
constexpr const char *backslashesEscape =
    "SET SESSION sql_mode = TRIM(BOTH ',' FROM REPLACE(CONCAT(',', @@sql_mode, ','), "
    "',NO_BACKSLASH_ESCAPES,', ','))";
constexpr unsigned binary = 63; // the "character set" of bytes

SqlType typeOf(const MYSQL_FIELD &field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_YEAR:
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
        return SqlType::Number;
    case MYSQL_TYPE_TIMESTAMP:
    case MYSQL_TYPE_DATETIME:
        return SqlType::Time;
    case MYSQL_TYPE_BIT:
    case MYSQL_TYPE_GEOMETRY:
        return SqlType::Bytes;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING:
        return field.charsetnr == binary ? SqlType::Bytes : SqlType::Text;
    default:
        return SqlType::Text;
    }
}

/// A value as it may stand in a statement, whatever is in it.
QByteArray literal(const SqlValue &value)
{
    const bool isPlain =
        value.isNumber && !value.text.isEmpty() && std::all_of(value.text.begin(), value.text.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
        });
    return isPlain ? value.text : "CONVERT(x'" + value.text.toHex() + "' USING utf8mb4)";
}

const char *orNull(const QByteArray &text)
{
    return text.isEmpty() ? nullptr : text.constData();
}

} // namespace

void MariaClient::Deleter::operator()(st_mysql *connection) const
{
    mysql_close(connection);
}

void MariaClient::Deleter::operator()(st_mysql_res *result) const
{
    mysql_free_result(result);
}

MariaClient::MariaClient(SqlAddress address, Credentials credentials, NetworkOptions options, SqlInterrupt &interrupt)
    : m_address(std::move(address))
    , m_credentials(std::move(credentials))
    , m_options(std::move(options))
    , m_interrupt(interrupt)
{
    static std::once_flag initialised; // the library's own is for one thread
    std::call_once(initialised, [] { mysql_server_init(0, nullptr, nullptr); });
}

MariaClient::~MariaClient()
{
    m_hook.reset();
    if (m_isRunning)
        giveUp();
}

/// Leaves a query whose rows are not all read: the library would read the rest first.
void MariaClient::giveUp()
{
    m_isRunning = false;
    shutdown(int(mysql_get_socket(m_connection.get())), SHUT_RDWR);
    stopOnServer();
    m_result.reset();
}

void MariaClient::stopOnServer() const
{
    try {
        const Handle other = connect();
        const QByteArray kill = "KILL " + QByteArray::number(qulonglong(mysql_thread_id(m_connection.get())));
        mysql_real_query(other.get(), kill.constData(), static_cast<unsigned long>(kill.size()));
    } catch (const std::exception &) {
        // It cannot be reached (that throws SqlInterrupted here), and will find the other end of its connection gone.
    }
}

MariaClient::Handle MariaClient::connect() const
{
    Handle connection(mysql_init(nullptr));
    if (!connection)
        throw std::bad_alloc();
    const unsigned seconds = unsigned(std::chrono::ceil<std::chrono::seconds>(m_address.timeout).count());
    const unsigned protocol = MYSQL_PROTOCOL_TCP, noFiles = 0;
    mysql_options(connection.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    mysql_options(connection.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(connection.get(), MYSQL_OPT_LOCAL_INFILE, &noFiles); // no server may ask for our files
    if (!m_address.host.isEmpty())
        mysql_options(connection.get(), MYSQL_OPT_PROTOCOL, &protocol);
    setTls(connection.get());
    const QByteArray host = m_address.host.toUtf8(), socket = m_address.socket.toUtf8(), name = m_address.name.toUtf8(),
                     password = m_credentials.password.toUtf8(),
                     user = (m_credentials.user.isEmpty() ? m_address.user : m_credentials.user).toUtf8();
    if (!mysql_real_connect(connection.get(), orNull(host), orNull(user), orNull(password), orNull(name),
                            m_address.port, orNull(socket), 0)) {
        const bool isDistrusted = m_address.isEncrypted && mysql_errno(connection.get()) == CR_SSL_CONNECTION_ERROR;
        const QString trouble = isDistrusted ? certificateTrouble(m_address, m_options) : QString();
        if (!trouble.isEmpty())
            throw SqlError(SqlError::Kind::Refused, trouble);
        fail(connection.get());
    }
    async::keepAlive(qintptr(mysql_get_socket(connection.get())));
    return connection;
}

void MariaClient::setTls(st_mysql *connection) const
{
    const my_bool enforced = m_address.isEncrypted;
    mysql_options(connection, MYSQL_OPT_SSL_ENFORCE, &enforced);
    mysql_options(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &enforced);
    if (!m_address.isEncrypted)
        return;
    const QString authorities = m_options.authorities.isEmpty() ? systemAuthorities() : m_options.authorities;
    const QByteArray ca = authorities.toUtf8(), certificate = m_options.certificate.toUtf8(),
                     key = m_options.key.isEmpty() ? certificate : m_options.key.toUtf8(),
                     keyPassword = m_options.keyPassword.toUtf8();
    if (const QByteArray revoked = m_options.revoked.toUtf8(); !revoked.isEmpty())
        mysql_options(connection, MYSQL_OPT_SSL_CRL, revoked.constData());
    mysql_ssl_set(connection, orNull(key), orNull(certificate), orNull(ca), nullptr, nullptr);
    if (!keyPassword.isEmpty())
        mysql_options(connection, MARIADB_OPT_TLS_PASSPHRASE, keyPassword.constData());
}

void MariaClient::open()
{
    m_interrupt.check();
    m_connection = connect();
    const int socket = int(mysql_get_socket(m_connection.get()));
    m_hook = std::make_unique<SqlInterrupt::Hook>(m_interrupt, [socket] { shutdown(socket, SHUT_RDWR); });
    run("SET time_zone = '+00:00'");
    run("SET SESSION TRANSACTION READ ONLY");
    run(backslashesEscape);                          // texts end where SqlTokens says
    run("SET SESSION net_write_timeout = 31536000"); // a consumer may be slow
}

void MariaClient::fail(st_mysql *connection) const
{
    m_interrupt.check();
    throw mariaError(connection, m_address);
}

/// The server is through with what it was asked, or out of reach: there is nothing to stop there.
void MariaClient::failRunning()
{
    m_interrupt.check();
    m_isRunning = false;
    const SqlError error = mariaError(m_connection.get(), m_address); // before the library forgets it
    m_result.reset();
    throw error;
}

void MariaClient::run(const QByteArray &text)
{
    m_isRunning = true;
    if (mysql_real_query(m_connection.get(), text.constData(), static_cast<unsigned long>(text.size())) != 0)
        failRunning();
    m_result.reset(mysql_use_result(m_connection.get()));
    if (!m_result && mysql_field_count(m_connection.get()) != 0)
        failRunning();
    m_isRunning = bool(m_result);
}

/// The values go to the server apart from the statement, and the rows come back as text, unlike those of a statement
/// that is prepared over the protocol.
void MariaClient::prepare(const SqlStatement &statement)
{
    QByteArray set = "SET @livebelt_query = " + literal({statement.text});
    for (size_t i = 0; i < statement.values.size(); ++i)
        set += ", @livebelt_" + QByteArray::number(qulonglong(i)) + " = " + literal(statement.values[i]);
    run(set);
    run("PREPARE livebelt FROM @livebelt_query");
}

void MariaClient::execute(const SqlStatement &statement)
{
    if (m_isRunning) {
        giveUp();
        open();
    }
    if (statement.values.empty()) {
        run(statement.text);
    } else {
        prepare(statement);
        QByteArray execution = "EXECUTE livebelt USING ";
        for (size_t i = 0; i < statement.values.size(); ++i)
            execution += (i > 0 ? ", @livebelt_" : "@livebelt_") + QByteArray::number(qulonglong(i));
        run(execution);
    }
    describe();
}

void MariaClient::describe()
{
    m_columns.clear();
    const unsigned count = m_result ? mysql_num_fields(m_result.get()) : 0;
    for (unsigned i = 0; i < count; ++i) {
        const MYSQL_FIELD *field = mysql_fetch_field_direct(m_result.get(), i);
        m_columns.push_back({QByteArray(field->name, qsizetype(field->name_length)), typeOf(*field)});
    }
}

bool MariaClient::next(SqlRow &row)
{
    const MYSQL_ROW values = m_result ? mysql_fetch_row(m_result.get()) : nullptr;
    if (!values) {
        if (m_result && mysql_errno(m_connection.get()) != 0)
            failRunning();
        m_isRunning = false;
        m_result.reset();
        return false;
    }
    const unsigned long *lengths = mysql_fetch_lengths(m_result.get());
    row.resize(m_columns.size());
    for (size_t i = 0; i < row.size(); ++i)
        row[i] = {QByteArrayView(values[i], values[i] ? qsizetype(lengths[i]) : 0), m_columns[i].type, !values[i]};
    return true;
}

std::vector<SqlNotification> MariaClient::wait(std::optional<std::chrono::milliseconds> longest)
{
    SqlInterrupt::Deadline deadline;
    if (longest)
        deadline = std::chrono::steady_clock::now() + *longest;
    // It says nothing by itself, unless it says goodbye.
    if (m_interrupt.waitFor(int(mysql_get_socket(m_connection.get())), POLLIN, deadline) != 0)
        run("DO 0");
    return {};
}

QByteArray MariaClient::quoted(const QByteArray &name) const
{
    return '`' + QByteArray(name).replace('`', "``") + '`';
}

} // namespace livebelt
