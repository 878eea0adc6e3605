// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/PostgresLink.h"

#include "sources/sql/Authorities.h"
#include "sources/sql/CertificateTrouble.h"
#include "sources/sql/PostgresErrors.h"
#include <livebelt/async/io/KeepAlive.h>

#include <array>
#include <libpq-fe.h>
#include <poll.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

void PostgresLink::Deleter::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

void PostgresLink::Deleter::operator()(pg_result *result) const
{
    PQclear(result);
}

PostgresLink::PostgresLink(SqlAddress address, Credentials credentials, NetworkOptions options,
                           const SqlInterrupt &interrupt)
    : m_address(std::move(address))
    , m_credentials(std::move(credentials))
    , m_options(std::move(options))
    , m_interrupt(interrupt)
{
}

PostgresLink::~PostgresLink()
{
    if (m_connection && PQtransactionStatus(m_connection.get()) == PQTRANS_ACTIVE)
        stopOnServer();
}

void PostgresLink::stopOnServer()
{
    PGcancel *cancel = PQgetCancel(m_connection.get());
    std::array<char, 256> problem; // that of a server which is gone; there is nothing to stop then
    if (cancel)
        PQcancel(cancel, problem.data(), int(problem.size()));
    PQfreeCancel(cancel);
}

void PostgresLink::connect()
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
        add("sslcrl", m_options.revoked);
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
    if (PQstatus(m_connection.get()) != CONNECTION_OK) {
        const bool isDistrusted = m_address.isEncrypted && message().contains(u"certificate"_s);
        const QString trouble = isDistrusted ? certificateTrouble(m_address, m_options) : QString();
        if (!trouble.isEmpty())
            throw SqlError(SqlError::Kind::Refused, trouble);
        throw connectionError(message(), m_address, PQconnectionNeedsPassword(m_connection.get()) != 0);
    }
    async::keepAlive(PQsocket(m_connection.get()));
    PQsetnonblocking(m_connection.get(), 1);
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
}

QString PostgresLink::message() const
{
    return QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed();
}

void PostgresLink::lost() const
{
    throw SqlError(SqlError::Kind::Lost, u"The connection to %1 was lost: %2"_s.arg(m_address.where(), message()));
}

void PostgresLink::send(const SqlStatement &statement, bool rowByRow)
{
    std::vector<const char *> values;
    values.reserve(statement.values.size());
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

void PostgresLink::flush()
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

PostgresLink::Answer PostgresLink::answer()
{
    while (PQisBusy(m_connection.get())) {
        m_interrupt.waitFor(PQsocket(m_connection.get()), POLLIN);
        if (!PQconsumeInput(m_connection.get()))
            lost();
    }
    return Answer(PQgetResult(m_connection.get()));
}

void PostgresLink::check(const pg_result *result) const
{
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE)
        return;
    if (PQstatus(m_connection.get()) == CONNECTION_BAD)
        lost();
    throw statementError(result, m_address);
}

void PostgresLink::finish(const SqlStatement &statement)
{
    send(statement, false);
    while (const Answer taken = answer())
        check(taken.get());
}

bool PostgresLink::listen(SqlInterrupt::Deadline deadline)
{
    if (m_interrupt.waitFor(PQsocket(m_connection.get()), POLLIN, deadline) == 0)
        return false;
    if (!PQconsumeInput(m_connection.get()))
        lost();
    return true;
}

} // namespace livebelt
