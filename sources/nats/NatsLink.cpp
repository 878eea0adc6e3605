// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsLink.h"

#include "model/records/Sentence.h"
#include "sources/feed/ConnectionLog.h"

#include <QFile>
#include <QRegularExpression>
#include <chrono>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds connectingTime{5'000}, pingInterval{5'000};
constexpr int mostPings = 2; ///< without an answer

QByteArray seedIn(const QString &text)
{
    const QList<QByteArray> lines = text.toUtf8().split('\n');
    for (const QByteArray &line : lines) {
        if (line.trimmed().startsWith("SU"))
            return line.trimmed();
    }
    return {};
}

} // namespace

QString NatsLink::lastWords()
{
    static const QRegularExpression place(u"^\\(\\w+\\.c:\\d+\\): "_s); // in the source of the library
    natsStatus status = NATS_OK;
    const char *words = nats_GetLastError(&status);
    return withoutFullStop(QString::fromUtf8(words ? words : "").remove(place));
}

NatsLink::NatsLink(NatsPlace place, QString password, Listener listener)
    : m_place(std::move(place)), m_password(std::move(password)), m_listener(std::move(listener))
{
}

NatsLink::~NatsLink()
{
    if (!m_connection)
        return;
    natsConnection_Close(m_connection);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isClosed; });
    lock.unlock();
    natsConnection_Destroy(m_connection);
}

void NatsLink::close()
{
    natsConnection_Close(m_connection);
}

bool NatsLink::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isClosed;
}

natsStatus NatsLink::sign(char **error, unsigned char **signature, int *length, const char *nonce, void *closure)
{
    const auto &link = *static_cast<const NatsLink *>(closure);
    QString text = link.m_password;
    if (QFile file(link.m_place.seedFile); !link.m_place.seedFile.isEmpty()) {
        if (!file.open(QFile::ReadOnly)) {
            *error = strdup(qPrintable(u"the seed file %1 cannot be read"_s.arg(link.m_place.seedFile)));
            return NATS_ERR;
        }
        text = QString::fromUtf8(file.readAll());
    }
    return nats_Sign(seedIn(text).constData(), nonce, signature, length);
}

NatsOptions NatsLink::options()
{
    natsOptions *made = nullptr;
    check(natsOptions_Create(&made), u"connect"_s);
    NatsOptions options(made);
    QList<QByteArray> urls;
    for (const QString &server : m_place.servers)
        urls.append((m_place.isEncrypted ? "tls://" : "nats://") + server.toUtf8());
    std::vector<const char *> servers;
    for (const QByteArray &url : std::as_const(urls))
        servers.push_back(url.constData());

    const auto must = [&](natsStatus status) { check(status, u"connect"_s); };
    must(natsOptions_SetServers(made, servers.data(), int(servers.size())));
    must(natsOptions_SetName(made, "livebelt"));
    must(natsOptions_SetAllowReconnect(made, false));
    must(natsOptions_SetTimeout(made, connectingTime.count()));
    must(natsOptions_SetPingInterval(made, pingInterval.count()));
    must(natsOptions_SetMaxPingsOut(made, mostPings));
    must(natsOptions_SetFailRequestsOnDisconnect(made, true));
    must(natsOptions_SetClosedCB(
        made,
        [](natsConnection *, void *link) {
            auto &self = *static_cast<NatsLink *>(link);
            self.m_listener.closed();
            const std::lock_guard lock(self.m_mutex);
            self.m_isClosed = true;
            self.m_changed.notify_all();
        },
        this));
    must(natsOptions_SetErrorHandler(
        made,
        [](natsConnection *connection, natsSubscription *subscription, natsStatus status, void *link) {
            const char *words = nullptr;
            natsConnection_GetLastError(connection, &words);
            static_cast<NatsLink *>(link)->m_listener.problem(subscription, status,
                                                              QString::fromUtf8(words ? words : ""));
        },
        this));

    const QByteArray user = m_place.user.toUtf8(), password = m_password.toUtf8();
    if (!m_place.credentialsFile.isEmpty()) {
        const QByteArray file = QFile::encodeName(m_place.credentialsFile);
        must(natsOptions_SetUserCredentialsFromFiles(made, file.constData(), nullptr));
    } else if (!m_place.identity.isEmpty()) {
        must(natsOptions_SetNKey(made, m_place.identity.constData(), &NatsLink::sign, this));
    } else if (!user.isEmpty()) {
        must(natsOptions_SetUserInfo(made, user.constData(), password.constData()));
    } else if (!password.isEmpty()) {
        must(natsOptions_SetToken(made, password.constData()));
    }

    if (m_place.isEncrypted) {
        must(natsOptions_SetSecure(made, true));
        const NetworkOptions &tls = m_place.network;
        if (!tls.authorities.isEmpty()) {
            const QByteArray file = QFile::encodeName(tls.authorities);
            check(natsOptions_LoadCATrustedCertificates(made, file.constData()),
                  u"read the authorities in %1"_s.arg(tls.authorities));
        }
        if (!tls.certificate.isEmpty()) {
            const QByteArray certificate = QFile::encodeName(tls.certificate);
            const QByteArray key = QFile::encodeName(tls.key.isEmpty() ? tls.certificate : tls.key);
            check(natsOptions_LoadCertificatesChain(made, certificate.constData(), key.constData()),
                  u"read the certificate in %1"_s.arg(tls.certificate));
        }
    }
    return options;
}

void NatsLink::open()
{
    const NatsOptions with = options();
    const natsStatus status = natsConnection_Connect(&m_connection, with.get());
    if (status == NATS_OK)
        return;
    m_connection = nullptr;
    throw NatsError(endingOf(status, lastWords()));
}

QStringList NatsLink::servers() const
{
    QStringList found = m_place.servers;
    char **urls = nullptr;
    int count = 0;
    if (natsConnection_GetDiscoveredServers(m_connection, &urls, &count) != NATS_OK)
        return found;
    for (int i = 0; i < count; ++i) {
        const QUrl url(QString::fromUtf8(urls[i]));
        const QString place = url.authority(QUrl::FullyDecoded);
        if (!place.isEmpty() && !found.contains(place))
            found.append(place);
        free(urls[i]);
    }
    free(urls);
    return found;
}

void NatsLink::check(natsStatus status, const QString &task) const
{
    if (status == NATS_OK)
        return;
    Ending ending = endingOf(status, lastWords());
    if (ending.kind == Ending::Kind::Refused && !ending.wantsPassword)
        ending.why = u"%1 does not let us %2: %3"_s.arg(m_place.where(), task, lastWords());
    throw NatsError(std::move(ending));
}

Ending NatsLink::ending() const
{
    const char *words = nullptr;
    const natsStatus status = natsConnection_GetLastError(m_connection, &words);
    return endingOf(status, withoutFullStop(QString::fromUtf8(words ? words : "")));
}

Ending NatsLink::endingOf(natsStatus status, const QString &words) const
{
    Ending ending;
    const QString where = m_place.where();
    switch (status) {
    case NATS_OK:
    case NATS_IO_ERROR:
    case NATS_CONNECTION_CLOSED:
    case NATS_CONNECTION_DISCONNECTED:
        ending.why = u"%1 closed the connection"_s.arg(where);
        break;
    case NATS_NO_SERVER:
    case NATS_TIMEOUT:
        ending.why =
            u"%1 does not answer: check that a NATS server runs there, and that no firewall is in between"_s.arg(where);
        break;
    case NATS_STALE_CONNECTION:
        ending.why = u"%1 does not answer any more"_s.arg(where);
        ending.silence = pingInterval * (mostPings + 1);
        break;
    case NATS_CONNECTION_AUTH_FAILED:
        ending.kind = Ending::Kind::Refused;
        ending.wantsPassword = true;
        ending.why = m_place.user.isEmpty()
                         ? u"%1 wants a login, or refused the one it got: a user name and a password, "
                           "a token, creds= or nkey="_s.arg(where)
                         : u"%1 refused the user name “%2” or the password: check both"_s.arg(where, m_place.user);
        break;
    case NATS_SECURE_CONNECTION_WANTED:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"%1 does not speak TLS: take nats:// in place of natss://"_s.arg(where);
        break;
    case NATS_SECURE_CONNECTION_REQUIRED:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"%1 wants TLS: take natss:// in place of nats://"_s.arg(where);
        break;
    case NATS_SSL_ERROR:
        ending.kind = Ending::Kind::Refused;
        ending.why = u"No connection over TLS to %1: %2"_s.arg(where, words);
        break;
    case NATS_NOT_PERMITTED:
    case NATS_INVALID_ARG:
    case NATS_INVALID_SUBJECT:
        ending.kind = Ending::Kind::Refused;
        [[fallthrough]];
    default:
        ending.why = u"%1: %2"_s.arg(where, words.isEmpty() ? QString::fromUtf8(natsStatus_GetText(status)) : words);
    }
    return ending;
}

} // namespace livebelt
