// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AddressText.h"

#include <QUrl>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;

QString escaped(const QString &text, const QByteArray &alsoPlain)
{
    return QString::fromUtf8(QUrl::toPercentEncoding(text, alsoPlain));
}

/// As in escaped(), but letters of all languages and '#' stay readable: FeedAddress takes them as they are. A server's
/// path is its own, with its query, and escaped already.
QString readablePath(const QString &text, bool isServers)
{
    QString path;
    for (const QChar c : text) {
        const bool escapes = isServers ? c == u'#' : c == u'%' || c == u'?';
        const bool special = escapes || c == u' ' || c.unicode() < 0x20 || c.unicode() == 0x7F;
        path += special ? u"%%1"_s.arg(uint(c.unicode()), 2, 16, QChar(u'0')).toUpper() : QString(c);
    }
    return path;
}

QString schemeOf(const FeedDescription &kind, bool secure)
{
    if (secure && !kind.secureScheme.isEmpty())
        return kind.secureScheme;
    for (const QString &scheme : kind.schemes) {
        if (scheme != kind.secureScheme)
            return scheme;
    }
    return kind.schemes.value(0);
}

bool hasPart(const FeedDescription &kind, Part part)
{
    return std::any_of(kind.parameters.begin(), kind.parameters.end(),
                       [part](const FeedParameter &parameter) { return parameter.part == part; });
}

} // namespace

QString addressText(const FeedDescription &kind, const AddressValues &values)
{
    const QString scheme = schemeOf(kind, values.secure);
    const bool isServers = FeedAddress::hasServerUrl(scheme);
    const QChar first = isServers ? u'#' : u'?';
    QString user, host, port, path, options;
    const auto add = [&options, first](const QString &name, const QString &value) {
        options += (options.isEmpty() ? first : u'&') + escaped(name, {}) + u'=' + escaped(value, "/:@,$");
    };
    for (qsizetype i = 0; i < kind.parameters.size(); ++i) {
        const FeedParameter &parameter = kind.parameters[i];
        const QString value = values.texts.value(i).trimmed();
        switch (parameter.part) {
        case Part::User:
            user = value;
            break;
        case Part::Host:
            host = value;
            break;
        case Part::Port:
            port = value; // what is left out may depend on TLS
            break;
        case Part::Path:
            path = value.isEmpty() && parameter.required ? parameter.fallback : value;
            break;
        case Part::Query:
            if (!value.isEmpty() && value != parameter.fallback)
                add(parameter.name, value);
            for (const auto &[name, further] : values.more) {
                if (name == parameter.name)
                    add(name, further);
            }
            break;
        case Part::Password:
        case Part::ProxyPassword:
        case Part::KeyPassword:
        case Part::ChannelKeys:
            break;
        }
    }
    if (!hasPart(kind, Part::Host))
        return scheme + u':' + readablePath(path, isServers) + options;
    if (host.contains(u':') && !host.startsWith(u'['))
        host = u'[' + host + u']';
    return scheme + u"://"_s +
           (user.isEmpty() && values.userMark.isEmpty() ? QString() : escaped(user, {}) + values.userMark + u'@') +
           host + (port.isEmpty() ? QString() : u':' + port) +
           (path.isEmpty() ? QString() : u'/' + readablePath(path, isServers)) + options;
}

AddressValues addressValues(const FeedDescription &kind, const FeedAddress &address)
{
    AddressValues values;
    values.userMark = address.hasUserPassword() ? u":$PASSWORD"_s : QString();
    values.secure = !kind.secureScheme.isEmpty() && address.scheme() == kind.secureScheme;
    for (const FeedParameter &parameter : kind.parameters) {
        QString value;
        switch (parameter.part) {
        case Part::User:
            value = address.user();
            break;
        case Part::Host:
            value = address.host();
            break;
        case Part::Port:
            value = address.port(0) == 0 ? QString() : QString::number(address.port(0));
            break;
        case Part::Path:
            value = address.serverUrl().isEmpty() ? address.path() : address.serverTarget();
            if (value.startsWith(u'/') && !address.serverUrl().isEmpty())
                value.remove(0, 1);
            break;
        case Part::Query:
            value = address.query(parameter.name, parameter.fallback);
            for (const QString &further : address.queries(parameter.name).mid(1))
                values.more.append({parameter.name, further});
            break;
        case Part::Password:
        case Part::ProxyPassword:
        case Part::KeyPassword:
        case Part::ChannelKeys:
            break;
        }
        values.texts << value;
    }
    return values;
}

} // namespace livebelt
