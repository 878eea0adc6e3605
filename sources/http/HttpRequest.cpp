// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpRequest.h"

#include "sources/feed/Duration.h"
#include "sources/feed/Parameters.h"
#include "sources/feed/RequestSecrets.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<QUrl> urlFrom(const FeedAddress &address, const QByteArray &target)
{
    const QUrl server(address.serverUrl());
    if (server.port(1) == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for the usual one"_s};
    return QUrl(server.scheme() + u"://"_s + server.authority(QUrl::FullyEncoded) + QString::fromLatin1(target));
}

Result<void> setBody(HttpRequest &request, const FeedAddress &address, const RequestSecrets &secrets)
{
    const Result<QByteArray> message = secrets.message(u"body"_s, address.query(u"body"_s));
    if (!message)
        return Failure{message.error()};
    request.body = *message;
    const QString method = address.query(u"method"_s, request.body.isEmpty() ? u"GET"_s : u"POST"_s).toUpper();
    if (method != u"GET" && method != u"POST")
        return Failure{u"method is GET or POST, not “%1”"_s.arg(method)};
    request.method = method.toLatin1();
    if (!request.body.isEmpty() && method == u"GET")
        return Failure{u"body= is of no use with GET: say method=POST, or leave it out"_s};
    const bool isTyped = std::any_of(request.headers.begin(), request.headers.end(), [](const auto &header) {
        return header.first.compare("content-type", Qt::CaseInsensitive) == 0;
    });
    if (request.method == "POST" && !isTyped) {
        const bool isJson = request.body.startsWith('{') || request.body.startsWith('[');
        const QByteArray type = isJson ? "application/json" : "application/x-www-form-urlencoded";
        request.headers.append(HttpRequest::Header("Content-Type", type));
    }
    return {};
}

} // namespace

Result<HttpRequest> HttpRequest::from(const FeedAddress &address, const Credentials &credentials,
                                      std::chrono::milliseconds idle)
{
    HttpRequest request;
    const Result<RequestSecrets> secrets = RequestSecrets::from(address, credentials, {});
    if (!secrets)
        return Failure{secrets.error()};
    request.target = secrets->target(address);
    const Result<QUrl> url = urlFrom(address, request.target);
    if (!url)
        return Failure{url.error()};
    request.url = *url;
    const QStringList headers = address.queries(u"header"_s);
    for (const QString &text : headers) {
        const Result<Header> header = secrets->header(text);
        if (!header)
            return Failure{header.error()};
        request.headers.append(*header);
    }
    if (const Result<void> body = setBody(request, address, *secrets); !body)
        return Failure{body.error()};
    request.user = credentials.user.isEmpty() ? address.user() : credentials.user;
    request.authorization = secrets->authorization();
    request.mask = SecretMask(credentials);
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    request.network = *network;
    const QString idleText = address.query(u"idle"_s);
    const auto given = idleText == u"0" ? std::chrono::milliseconds(0) : parseDuration(idleText);
    if (!idleText.isEmpty() && !given)
        return Failure{u"idle is a time like 90s or 5min, or 0 for never, not “%1”"_s.arg(idleText)};
    request.idle = given.value_or(idle);
    const bool mayTakeLong = !request.isIdempotent(); // a second request would be worse than a late answer
    const std::chrono::milliseconds usual = mayTakeLong ? 0s : 90s;
    request.patience = given ? *given : idle.count() > 0 ? idle : usual;
    return request;
}

QList<FeedParameter> HttpRequest::parameters(const QString &idle)
{
    return Parameters()
        .user("User", "Where the server wants one (Basic).")
        .password("Password or token", "Where the server wants one.")
        .text("auth", "Authorization",
              "What the password is sent as: basic, bearer (a token), header:NAME, as in header:X-Api-Key, or "
              "query:NAME.")
        .fallback("basic")
        .choice("method", "Method", "How the server is asked.", {"GET", "POST"})
        .fallback("GET")
        .text("body", "Body", "What is sent along with POST; $USER and $PASSWORD stand for those.")
        .text("header", "Header", "Name:Value, may be given several times; $USER and $PASSWORD stand for those.")
        .repeated()
        .text("idle", "Longest silence",
              "A server that sends nothing for so long is connected to again; 0 for never, as one that is gone is "
              "noticed anyway.")
        .fallback(idle)
        .with(NetworkOptions::tlsParameters())
        .with(NetworkOptions::proxyParameters());
}

QByteArray HttpRequest::takeHeader(QByteArrayView name)
{
    QByteArray value;
    headers.removeIf([&](const Header &header) {
        const bool isIt = name.compare(header.first, Qt::CaseInsensitive) == 0;
        if (isIt)
            value = header.second;
        return isIt;
    });
    return value;
}

QString HttpRequest::where() const
{
    return (host().contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host()).arg(port());
}

Result<HttpRequest> HttpRequest::redirected(int status, const QByteArray &location) const
{
    HttpRequest next = *this;
    next.url = url.resolved(QUrl::fromEncoded(location));
    next.url.setUserInfo({});
    next.url.setFragment({});
    if (next.url.path().isEmpty())
        next.url.setPath(u"/"_s);
    const QString to = mask.masked(next.url.toString(QUrl::RemoveQuery));
    if (location.isEmpty() || !next.url.isValid() || next.host().isEmpty() ||
        (next.url.scheme() != u"http" && next.url.scheme() != u"https"))
        return Failure{u"%1 redirects to “%2”, which is no address: tell its operator"_s.arg(where(), to)};
    if (isEncrypted() && !next.isEncrypted())
        return Failure{u"%1 redirects to %2, which is not encrypted, and was not followed: give that address itself if "
                       "that is what you want"_s.arg(where(), to)};
    const bool becomesGet = status == 303 || ((status == 301 || status == 302) && method == "POST");
    if (becomesGet) {
        next.method = "GET";
        next.body.clear();
        next.headers.removeIf([](const Header &h) { return h.first.toLower().startsWith("content-"); });
    }
    next.target = next.url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (next.url.scheme() == url.scheme() && next.host() == host() && next.port() == port())
        return next;
    if (mask.holdsSecret(next.body)) {
        return Failure{u"%1 redirects to %2, and the body would carry the password there: give that address itself if "
                       "that is what you want"_s.arg(where(), to)};
    }
    next.authorization = {};
    next.headers.removeIf([this](const Header &header) { return mask.holdsSecret(header.second); });
    return next;
}

} // namespace livebelt
