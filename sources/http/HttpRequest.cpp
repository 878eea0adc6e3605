// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpRequest.h"

#include "sources/feed/Duration.h"
#include "sources/feed/Parameter.h"

#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// RFC 9110, section 5.6.2.
bool isToken(const QByteArray &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isFieldValue(const QByteArray &value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || uchar(c) >= ' '; });
}

Result<HttpRequest::Header> headerFrom(const QString &text)
{
    const QByteArray line = text.toUtf8();
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = line.left(std::max<qsizetype>(colon, 0)).trimmed(), value = line.mid(colon + 1).trimmed();
    if (!isToken(name) || !isFieldValue(value))
        return Failure{u"A header is written like header=Name:Value, in one line, not “%1”"_s.arg(text.left(100))};
    static const QList<QByteArray> secret{"authorization", "proxy-authorization", "cookie", "x-api-key",
                                          "api-key",       "x-auth-token"};
    static const QList<QByteArray> ours{"host", "content-length", "transfer-encoding", "connection", "upgrade"};
    const QByteArray lower = name.toLower();
    const QString shown = QString::fromLatin1(name);
    if (secret.contains(lower)) {
        return Failure{u"Leave %1 out of the address, which is no place for secrets: write user@ before the host for a "
                       "user name and password, auth=bearer for a token, or auth=header:%1; the secret itself is "
                       "asked for, or taken from the environment variable LIVEBELT_PASSWORD"_s.arg(shown)};
    }
    if (ours.contains(lower))
        return Failure{u"The header %1 cannot be set: it follows from the address"_s.arg(shown)};
    return HttpRequest::Header(name, value);
}

Result<HttpRequest::Header> authorizationFrom(const QString &how, const QString &user, const QString &secret)
{
    using Header = HttpRequest::Header;
    if (!isFieldValue(secret.toUtf8()))
        return Failure{u"The password or token has a line break in it: give it again"_s};
    if (how == u"bearer")
        return secret.isEmpty() ? Header() : Header("Authorization", "Bearer " + secret.trimmed().toUtf8());
    if (how.startsWith(u"header:")) {
        const QByteArray name = how.mid(7).toUtf8();
        if (!isToken(name))
            return Failure{u"auth=header: is followed by the name of a header, as in header:X-Api-Key, not “%1”"_s.arg(
                how.mid(7))};
        return secret.isEmpty() ? Header() : Header(name, secret.trimmed().toUtf8());
    }
    if (how == u"basic") // RFC 7617
        return user.isEmpty() ? Header()
                              : Header("Authorization", "Basic " + (user + u':' + secret).toUtf8().toBase64());
    return Failure{u"auth is basic, bearer or header:NAME, not “%1”"_s.arg(how)};
}

Result<QUrl> urlFrom(const FeedAddress &address)
{
    QUrl url(address.serverUrl());
    if (url.port(1) == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for the usual one"_s};
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    return url;
}

Result<void> setBody(HttpRequest &request, const FeedAddress &address)
{
    request.body = address.query(u"body"_s).toUtf8();
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
    const Result<QUrl> url = urlFrom(address);
    if (!url)
        return Failure{url.error()};
    request.url = *url;
    const QStringList headers = address.queries(u"header"_s);
    for (const QString &text : headers) {
        const Result<Header> header = headerFrom(text);
        if (!header)
            return Failure{header.error()};
        request.headers.append(*header);
    }
    if (const Result<void> body = setBody(request, address); !body)
        return Failure{body.error()};
    request.user = credentials.user.isEmpty() ? address.user() : credentials.user;
    const Result<Header> authorization =
        authorizationFrom(address.query(u"auth"_s, u"basic"_s), request.user, credentials.password);
    if (!authorization)
        return Failure{authorization.error()};
    request.authorization = *authorization;
    request.secrets = {credentials.password.toUtf8(), credentials.proxyPassword.toUtf8(), authorization->second,
                       authorization->second.mid(authorization->second.indexOf(' ') + 1)};
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    request.network = *network;
    const QString idleText = address.query(u"idle"_s);
    const auto given = idleText == u"0" ? std::chrono::milliseconds(0) : parseDuration(idleText);
    if (!idleText.isEmpty() && !given)
        return Failure{u"idle is a time like 90s or 5min, or 0 for never, not “%1”"_s.arg(idleText)};
    request.idle = given.value_or(idle);
    return request;
}

QList<FeedParameter> HttpRequest::parameters(const QString &idle)
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    QList<FeedParameter> list{
        parameter(Part::User, Type::Text, u"user"_s, u"User"_s, u"Where the server wants one (Basic)."_s),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password or token"_s, u"Where the server wants one."_s),
        parameter(Part::Query, Type::Text, u"auth"_s, u"Authorization"_s,
                  u"What the password is sent as: basic, bearer (a token), or header:NAME, as in header:X-Api-Key."_s,
                  u"basic"_s),
        parameter(Part::Query, Type::Choice, u"method"_s, u"Method"_s, u"How the server is asked."_s, u"GET"_s,
                  {u"GET"_s, u"POST"_s}),
        parameter(Part::Query, Type::Text, u"body"_s, u"Body"_s, u"What is sent along with POST."_s),
        parameter(Part::Query, Type::Text, u"header"_s, u"Header"_s,
                  u"Name:Value, may be given several times; secrets go to the password."_s),
        parameter(Part::Query, Type::Text, u"idle"_s, u"Longest silence"_s,
                  u"A server that sends nothing for so long is connected to again; 0 for never."_s, idle),
    };
    return list + NetworkOptions::tlsParameters() + NetworkOptions::proxyParameters();
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
    const QString to = next.url.toString(QUrl::RemoveQuery);
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
    if (next.url.scheme() != url.scheme() || next.host() != host() || next.port() != port())
        next.authorization = {};
    return next;
}

} // namespace livebelt
