// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/Secrets.h"

#include "model/records/Fields.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrlQuery>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr auto passwordMark = "$PASSWORD"_L1, userMark = "$USER"_L1;

bool isLoopback(const QString &host)
{
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

/// text as it can stand inside a JSON string.
QByteArray inJson(const QString &text)
{
    const QByteArray json = jsonString(text.toUtf8());
    return json.sliced(1, json.size() - 2);
}

void fillIn(QByteArray &message, const QString &user, const QString &password)
{
    const bool isJson = message.startsWith('{') || message.startsWith('[');
    message.replace(QByteArray(userMark.data()), isJson ? inJson(user) : user.toUtf8());
    message.replace(QByteArray(passwordMark.data()), isJson ? inJson(password) : password.toUtf8());
}

bool isHeaderName(const QString &name)
{
    static const QRegularExpression token(u"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"_s); // RFC 9110 section 5.6.2
    return token.match(name).hasMatch();
}

Result<void> putByName(WebSocketAddress &webSocket, const QString &how, const QString &password)
{
    const QString name = how.section(u':', 1);
    if (how.startsWith("header:"_L1) && isHeaderName(name)) {
        webSocket.headers.append({name.toLatin1(), password.toUtf8()});
        return {};
    }
    if (how.startsWith("query:"_L1) && !name.isEmpty()) {
        QUrlQuery query(webSocket.url);
        query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(name)),
                           QString::fromLatin1(QUrl::toPercentEncoding(password)));
        webSocket.url.setQuery(query);
        return {};
    }
    return Failure{
        u"auth is bearer, basic, header:NAME, query:NAME or first, as in auth=header:X-Api-Key, not “%1”"_s.arg(how)};
}

} // namespace

bool isSecretName(const QString &name)
{
    static const QStringList secrets{u"token"_s,
                                     u"accesstoken"_s,
                                     u"authtoken"_s,
                                     u"apikey"_s,
                                     u"xapikey"_s,
                                     u"xauthtoken"_s,
                                     u"secret"_s,
                                     u"clientsecret"_s,
                                     u"password"_s,
                                     u"authorization"_s,
                                     u"proxyauthorization"_s,
                                     u"cookie"_s,
                                     u"setcookie"_s,
                                     u"jwt"_s,
                                     u"bearer"_s,
                                     u"auth"_s};
    QString plain = name.toLower();
    plain.remove(u'-').remove(u'_');
    return secrets.contains(plain);
}

bool holdsSecret(const QString &message)
{
    static const QRegularExpression item(
        u"\"(password|passwd|secret|client_?secret|api[_-]?key|access_?token|auth_?token|authorization|jwt)\"\\s*:\\s*\"(?!\\$PASSWORD)[^\"]"_s,
        QRegularExpression::CaseInsensitiveOption);
    return item.match(message).hasMatch();
}

Result<void> putSecrets(WebSocketAddress &webSocket, const QString &how, const QString &user, const QString &password)
{
    const bool isInFirst = std::any_of(webSocket.first.cbegin(), webSocket.first.cend(),
                                       [](const QByteArray &message) { return message.contains(passwordMark.data()); });
    if (password.isEmpty() && (isInFirst || !how.isEmpty()))
        return Failure{
            u"The address asks for a password or token (auth=, $PASSWORD), and there is none: enter it as the "
            "password, or set the environment variable LIVEBELT_PASSWORD"_s};
    if (user.contains(u'\n') || user.contains(u'\r') || password.contains(u'\n') || password.contains(u'\r'))
        return Failure{u"The user name or the password holds a line break: enter it again without"_s};
    if (!password.isEmpty() && !webSocket.isSecure() && !isLoopback(webSocket.url.host())) {
        return Failure{
            u"The password would travel to %1 for everyone on the way to read: use wss:// in place of ws://"_s.arg(
                webSocket.url.host())};
    }
    for (QByteArray &message : webSocket.first)
        fillIn(message, user, password);
    const QString way = !how.isEmpty()                         ? how
                        : password.isEmpty() && user.isEmpty() ? u"first"_s
                        : isInFirst                            ? u"first"_s
                        : user.isEmpty()                       ? u"bearer"_s
                                                               : u"basic"_s;
    if (way == "first"_L1)
        return {};
    if (way == "bearer"_L1) {
        webSocket.headers.append({"Authorization", "Bearer " + password.toUtf8()});
        return {};
    }
    if (way == "basic"_L1) {
        webSocket.headers.append({"Authorization", "Basic " + (user + u':' + password).toUtf8().toBase64()});
        return {};
    }
    return putByName(webSocket, way, password);
}

} // namespace livebelt
