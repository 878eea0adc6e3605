// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectionLog.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Sentence.h"
#include "model/records/Timestamp.h"
#include "sources/feed/Duration.h"
#include <livebelt/async/Loop.h>
#include <livebelt/async/io/KeepAlive.h>

#include <QSslCertificate>

namespace livebelt {

using namespace Qt::StringLiterals;

ConnectionLog::ConnectionLog(QString where) : m_where(std::move(where)) {}

Record ConnectionLog::connected(const QString &meanwhile)
{
    m_isUp = true;
    m_upSince = async::Loop::current().clock().now();
    m_heardAt = nowMicros();
    if (!std::exchange(m_wasUp, true))
        return makeNotice(NoticeType::Connected, u"Connected to %1"_s.arg(m_where).toUtf8());
    const qint64 now = nowMicros();
    const qint64 gap = now - m_lostAt;
    FieldsBuilder fields;
    fields.add("from", toRfc3339(m_lostAt));
    fields.add("to", toRfc3339(now));
    fields.add("seconds", double(gap) / 1e6);
    return makeNotice(NoticeType::Reconnected,
                      u"Connected to %1 again after %2; %3"_s
                          .arg(m_where, waitText(std::chrono::milliseconds(std::max<qint64>(gap, 0) / 1000)),
                               meanwhile.isEmpty() ? u"what was said meanwhile is missing here"_s : meanwhile)
                          .toUtf8(),
                      fields.take());
}

Record ConnectionLog::disconnected(const QString &why, std::chrono::milliseconds retryIn,
                                   std::chrono::milliseconds silence, bool wantsPassword)
{
    const qint64 now = nowMicros();
    if (std::exchange(m_isUp, false))
        m_lostAt = std::clamp(now - 1000 * qint64(silence.count()), std::min(m_heardAt, now), now);
    else if (m_lostAt == noTime)
        m_lostAt = now;
    FieldsBuilder fields;
    fields.add("why", why.toUtf8());
    fields.add("retryIn", double(retryIn.count()) / 1000);
    if (wantsPassword)
        fields.add("wants", "password");
    const QString text = u"%1 Trying again in %2"_s.arg(fullSentence(why), waitText(retryIn));
    return makeNotice(NoticeType::Disconnected, text.toUtf8(), fields.take());
}

Record ConnectionLog::failed(const QString &why, bool wantsPassword)
{
    m_isUp = false;
    FieldsBuilder fields;
    if (wantsPassword)
        fields.add("wants", "password");
    return makeNotice(NoticeType::Failed, why.toUtf8(), fields.take());
}

namespace {

/// What is said where several things are wrong: what no other change would mend comes first.
int weight(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return 0;
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return 1;
    case QSslError::HostNameMismatch:
        return 2;
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return 4;
    default:
        return 3;
    }
}

QSslError firstCause(const QList<QSslError> &errors)
{
    return *std::min_element(errors.begin(), errors.end(),
                             [](const QSslError &a, const QSslError &b) { return weight(a) < weight(b); });
}

QString certificateProblem(const QSslError &error, const QString &host)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return u"The certificate of %1 expired on %2: its operator has to renew it (check this computer's clock, too)"_s
            .arg(host, error.certificate().expiryDate().date().toString(Qt::ISODate));
    case QSslError::CertificateNotYetValid:
        return u"The certificate of %1 is not valid before %2: check this computer's clock"_s.arg(
            host, error.certificate().effectiveDate().date().toString(Qt::ISODate));
    case QSslError::HostNameMismatch:
        return u"The certificate that %1 shows is for another name: check the address"_s.arg(host);
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return u"The certificate of %1 is signed by nobody this computer trusts: add its authority to the system's, or "
               u"name "
               "the file with ca=/path/to/ca.pem"_s.arg(host);
    case QSslError::OcspNoResponseFound:
        return u"The certificate of %1 is to come with a proof that it has not been revoked, and the server sends "
               u"none: "
               "its operator has to turn OCSP stapling on"_s.arg(host);
    case QSslError::OcspResponseExpired:
        return u"The proof that the certificate of %1 has not been revoked is out of date: its operator has to renew "
               u"it "
               "(check this computer's clock, too)"_s.arg(host);
    case QSslError::CertificateStatusUnknown:
        return u"Whether the certificate of %1 has been revoked is not known, as the file of crl= cannot be read any more"_s
            .arg(host);
    case QSslError::CertificateRevoked:
        return u"The certificate of %1 has been revoked: do not connect until its operator has replaced it"_s.arg(host);
    default:
        const QString said = withoutFullStop(error.errorString()); // Qt has no words for some
        return said.isEmpty() ? u"The certificate of %1 was refused"_s.arg(host)
                              : u"The certificate of %1 was refused: %2"_s.arg(host, said);
    }
}

} // namespace

QString connectionProblem(const async::SocketError &error, const QString &host, quint16 port)
{
    if (!error.tls().isEmpty())
        return certificateProblem(firstCause(error.tls()), host);
    switch (error.code()) {
    case QAbstractSocket::HostNotFoundError:
        return u"There is no host named %1: check the address"_s.arg(host);
    case QAbstractSocket::ConnectionRefusedError:
        return u"%1 refuses connections on port %2: is the server running, and is the port right?"_s.arg(host).arg(
            port);
    case QAbstractSocket::SocketTimeoutError:
        return u"%1 does not answer on port %2: check the address and the network"_s.arg(host).arg(port);
    case QAbstractSocket::RemoteHostClosedError:
        return u"%1 closed the connection"_s.arg(host);
    case QAbstractSocket::NetworkError:
        return u"The network cannot be reached: %1"_s.arg(error.text());
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return u"The proxy wants a user name and a password: name the user in proxy=, as in http://USER@host:8080"_s;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyNotFoundError:
        return u"The proxy cannot be reached: check proxy="_s;
    case QAbstractSocket::SslHandshakeFailedError:
        return u"%1 does not speak TLS on port %2, or refused it: %3"_s.arg(host).arg(port).arg(error.text());
    default:
        return u"No connection to %1 on port %2: %3"_s.arg(host).arg(port).arg(error.text());
    }
}

std::chrono::milliseconds silenceOf(const async::SocketError &error)
{
    // Who closes a connection says so; any other end is one that the kernel has found out about.
    const bool isGoodbye =
        error.code() == QAbstractSocket::RemoteHostClosedError || error.code() == QAbstractSocket::UnknownSocketError;
    return isGoodbye ? std::chrono::milliseconds(0) : std::chrono::milliseconds(async::longestSilence);
}

bool isHopeless(const async::SocketError &error)
{
    return !error.tls().isEmpty();
}

} // namespace livebelt
