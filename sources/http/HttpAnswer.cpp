// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpAnswer.h"

#include "sources/http/HttpTime.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString proxyRefusal(const QNetworkProxy &proxy)
{
    return u"The proxy %1:%2 wants a user name and password, or refused them: write ?proxy=scheme://user@host:port; "
           u"the "
           "password is asked for, or taken from the environment variable LIVEBELT_PROXY_PASSWORD"_s
               .arg(proxy.hostName())
               .arg(proxy.port());
}

QString refusal(const HttpRequest &request, int status)
{
    const QString where = request.where(), path = request.url.path();
    const bool isBasic = request.authorization.second.startsWith("Basic ");
    switch (status) {
    case 401:
        if (request.authorization.second.isEmpty())
            return u"%1 wants to know who asks (401): add user@ before the host, or ?auth=bearer for a token; the "
                   "password or token itself is asked for, or taken from the environment variable "
                   "LIVEBELT_PASSWORD"_s.arg(where);
        return isBasic ? u"%1 refused the user name “%2” or the password (401): check both"_s.arg(where, request.user)
                       : u"%1 refused the token (401): check whether it is right and has not expired"_s.arg(where);
    case 403:
        return u"%1 does not allow access to %2 (403): ask its operator, or use another account"_s.arg(where, path);
    case 404:
    case 410:
        return u"There is nothing at %2 on %1 (%3): check the address"_s.arg(where, path).arg(status);
    case 405:
        return u"%1 does not answer to %2 at %3 (405): choose another method with ?method="_s.arg(
            where, QString::fromLatin1(request.method), path);
    case 407:
        return proxyRefusal(request.network.proxyFor(request.host(), request.port()));
    case 406:
        return u"%1 cannot give %2 in this form (406): check the address and the kind of feed"_s.arg(where, path);
    default:
        return status < 400
                   ? u"%1 redirects without end, or to nowhere (%2): check the address"_s.arg(where).arg(status)
                   : u"%1 did not understand the request (%2): check the address, its headers and its body"_s.arg(where)
                         .arg(status);
    }
}

} // namespace

Ending statusEnding(const HttpRequest &request, int status, const QByteArray &retryAfter, const QDateTime &now)
{
    const QString where = request.where();
    const bool mayPass = status >= 500 || status == 408 || status == 425 || status == 429;
    if (!mayPass)
        return {Ending::Kind::Refused, refusal(request, status)};
    Ending ending;
    ending.retryIn = livebelt::retryAfter(retryAfter, now);
    if (status == 429)
        ending.why = u"%1 was asked too often (429)"_s.arg(where);
    else if (status == 503)
        ending.why = u"%1 is overloaded or being serviced (503)"_s.arg(where);
    else if (status == 502 || status == 504)
        ending.why = u"%1 does not reach the server behind it (%2)"_s.arg(where).arg(status);
    else
        ending.why = u"%1 failed to answer (%2)"_s.arg(where).arg(status);
    return ending;
}

Ending networkEnding(const HttpRequest &request, QNetworkReply::NetworkError code, const QString &text,
                     const QList<QSslError> &tls)
{
    using Socket = QAbstractSocket;
    const QNetworkProxy proxy = request.network.proxyFor(request.host(), request.port());
    bool hasProxyFailed = false;
    Socket::SocketError socket = Socket::UnknownSocketError;
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
        socket = Socket::ConnectionRefusedError;
        break;
    case QNetworkReply::RemoteHostClosedError:
        socket = Socket::RemoteHostClosedError;
        break;
    case QNetworkReply::HostNotFoundError:
        socket = Socket::HostNotFoundError;
        break;
    case QNetworkReply::TimeoutError:
        socket = Socket::SocketTimeoutError;
        break;
    case QNetworkReply::SslHandshakeFailedError:
        socket = Socket::SslHandshakeFailedError;
        break;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        socket = Socket::NetworkError;
        break;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return {Ending::Kind::Refused, proxyRefusal(proxy)};
    case QNetworkReply::ProxyNotFoundError:
        return {Ending::Kind::Lost, u"There is no host named %1: check ?proxy="_s.arg(proxy.hostName())};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        hasProxyFailed = true;
        break;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
        return {Ending::Kind::Lost, u"What %1 sends is not HTTP, or damaged: %2"_s.arg(request.where(), text)};
    default:
        hasProxyFailed |= proxy.type() != QNetworkProxy::NoProxy;
        break;
    }
    if (hasProxyFailed) {
        return {Ending::Kind::Lost,
                u"The proxy %1:%2 does not connect to %3: is it running, and is ?proxy= right? (%4)"_s.arg(
                    proxy.hostName(), QString::number(proxy.port()), request.where(), text)};
    }
    const async::SocketError error(socket, text, tls);
    return {isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
            connectionProblem(error, request.host(), request.port())};
}

} // namespace livebelt
