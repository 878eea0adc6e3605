// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpAnswer.h"

#include "sources/feed/RateLimit.h"
#include "sources/wire/HttpComplaint.h"

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

QString refusal(const HttpRequest &request, const HttpHead &head)
{
    const QString where = request.where(), path = request.path(), status = statusText(head);
    const bool isBasic = request.authorization.second.startsWith("Basic ");
    switch (head.status) {
    case 101:
        return u"%1 wants to speak another protocol (%2): check the address"_s.arg(where, status);
    case 401:
        if (request.authorization.second.isEmpty())
            return u"%1 wants to know who asks (%2): add user@ before the host, or auth=bearer for a token; the "
                   "password or token itself is asked for, or taken from the environment variable "
                   "LIVEBELT_PASSWORD"_s.arg(where, status);
        return isBasic
                   ? u"%1 refused the user name “%2” or the password (%3): check both"_s.arg(where, request.user,
                                                                                             status)
                   : u"%1 refused the token (%2): check whether it is right and has not expired"_s.arg(where, status);
    case 403:
        return u"%1 does not allow access to %2 (%3): ask its operator, or use another account"_s.arg(where, path,
                                                                                                      status);
    case 404:
    case 410:
        return u"There is nothing at %2 on %1 (%3): check the address"_s.arg(where, path, status);
    case 405:
        return u"%1 does not answer to %2 at %3 (%4): choose another method with method="_s.arg(
            where, QString::fromLatin1(request.method), path, status);
    case 407:
        return proxyRefusal(request.network.proxyFor(request.host(), request.port()));
    case 406:
        return u"%1 cannot give %2 in this form (%3): check the address and the kind of feed"_s.arg(where, path,
                                                                                                    status);
    default:
        return head.status < 400
                   ? u"%1 redirects without end, or to nowhere (%2): check the address"_s.arg(where, status)
                   : u"%1 did not understand the request (%2): check the address, its headers and its "
                     "body"_s.arg(where, status);
    }
}

/// wait: where the server has said when it wants to be asked again.
QString problem(const HttpRequest &request, const HttpHead &head, std::optional<std::chrono::milliseconds> wait,
                const QDateTime &now)
{
    const QString where = request.where(), status = statusText(head);
    QString text;
    if (head.status == 429)
        text = u"%1 was asked too often (%2)"_s.arg(where, status);
    else if (head.status == 403)
        text = u"%1 allows no more requests for now (%2)"_s.arg(where, status);
    else if (head.status == 503)
        text = u"%1 is overloaded or being serviced (%2)"_s.arg(where, status);
    else if (head.status == 502 || head.status == 504)
        text = u"%1 does not reach the server behind it (%2)"_s.arg(where, status);
    else
        text = u"%1 failed to answer (%2)"_s.arg(where, status);
    return wait ? text + u" and wants to be asked again at %1"_s.arg(clockText(*wait, now)) : text;
}

} // namespace

Ending statusEnding(const HttpRequest &request, const HttpHead &head, const QByteArray &body, const QDateTime &now)
{
    const auto headerOf = [&head](const char *name) { return head.value(name); };
    Ending ending;
    ending.retryIn = rateLimitWait(head.status, headerOf, now);
    const bool mayPass = head.status >= 500 || head.status == 408 || head.status == 425 || head.status == 429;
    if (!mayPass && !ending.retryIn)
        ending.kind = Ending::Kind::Refused;
    ending.why =
        ending.kind == Ending::Kind::Refused ? refusal(request, head) : problem(request, head, ending.retryIn, now);
    if (const QString complaint = complaintOf(head, body); !complaint.isEmpty())
        ending.why += u". "_s + complaint;
    ending.why = request.mask.masked(ending.why);
    ending.wantsPassword = head.status == 401 || head.status == 407;
    return ending;
}

Ending connectEnding(const HttpRequest &request, const async::SocketError &error)
{
    using Socket = QAbstractSocket;
    const QNetworkProxy proxy = request.network.proxyFor(request.host(), request.port());
    const bool isForwarded = proxy.type() == QNetworkProxy::HttpProxy && !request.isEncrypted();
    bool hasProxyFailed = isForwarded;
    switch (error.code()) {
    case Socket::ProxyAuthenticationRequiredError:
        return {Ending::Kind::Refused, proxyRefusal(proxy), {}, {}, true};
    case Socket::ProxyNotFoundError:
        return {Ending::Kind::Lost, u"There is no host named %1: check proxy="_s.arg(proxy.hostName())};
    case Socket::ProxyConnectionRefusedError:
    case Socket::ProxyConnectionClosedError:
    case Socket::ProxyConnectionTimeoutError:
    case Socket::ProxyProtocolError:
        hasProxyFailed = true;
        break;
    case Socket::HostNotFoundError:
        if (isForwarded)
            return {Ending::Kind::Lost, u"There is no host named %1: check proxy="_s.arg(proxy.hostName())};
        break;
    default:
        hasProxyFailed |= proxy.type() != QNetworkProxy::NoProxy && error.tls().isEmpty();
        break;
    }
    if (hasProxyFailed) {
        return {Ending::Kind::Lost,
                u"The proxy %1:%2 does not connect to %3: is it running, and is proxy= right? (%4)"_s.arg(
                    proxy.hostName(), QString::number(proxy.port()), request.where(), error.text())};
    }
    return {isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
            connectionProblem(error, request.host(), request.port())};
}

} // namespace livebelt
