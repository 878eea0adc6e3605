// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FeedAddress.h"

#include "model/records/AddressSecrets.h"
#include "model/records/SecretNames.h"

#include <QUrlQuery>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Failure notAnAddress(const QString &text)
{
    return {u"“%1” is no feed address: it begins with the kind of feed, as in irc://host/#channel, "
            "mqtt://host/topic or system:"_s.arg(withoutSecrets(text))};
}

Failure holdsPassword(const QString &text)
{
    return {u"Leave the password out of the address (%1): it is asked for, or taken from the environment variable "
            "LIVEBELT_PASSWORD"_s.arg(withoutSecrets(text))};
}

/// Of our own options, key= is a file, auth= a word, and a session has a name.
bool isSecretOption(const FeedAddress::Option &option)
{
    return option.first != u"key" && option.first != u"auth" && !option.second.isEmpty() && isSecretName(option.first);
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// What may not stand in a URL is percent-encoded (RFC 3986, 2), all else is left as it is.
QString inUrl(const QString &text)
{
    static constexpr QStringView never = u"\"<>\\^`{|}";
    QString url;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'%')
            url += i + 2 < text.size() && isHex(text[i + 1]) && isHex(text[i + 2]) ? u"%"_s : u"%25"_s;
        else if (c.unicode() > 0x20 && c.unicode() < 0x7F && !never.contains(c))
            url += c;
        else if (c.isHighSurrogate() && i + 1 < text.size())
            url += QString::fromLatin1(QUrl::toPercentEncoding(text.sliced(i++, 2)));
        else
            url += QString::fromLatin1(QUrl::toPercentEncoding(QString(c)));
    }
    return url;
}

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(inUrl(text).toLatin1());
}

QList<FeedAddress::Option> optionsOf(const QString &fragment)
{
    QList<FeedAddress::Option> options;
    const auto items = QStringView(fragment).split(u'&', Qt::SkipEmptyParts);
    for (const QStringView item : items) {
        const qsizetype equals = item.indexOf(u'=');
        const QStringView name = equals < 0 ? item : item.first(equals);
        options.append(
            {decoded(name.toString()), equals < 0 ? QString() : decoded(item.sliced(equals + 1).toString())});
    }
    return options;
}

QString encoded(const FeedAddress::Option &option)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(option.first)) + u'=' +
           QString::fromLatin1(QUrl::toPercentEncoding(option.second, "!$'()*+,;:@/?[]="));
}

} // namespace

bool FeedAddress::hasServerUrl(const QString &scheme)
{
    return scheme == u"ws" || scheme == u"wss" || scheme.endsWith(u"+http") || scheme.endsWith(u"+https");
}

Result<FeedAddress> FeedAddress::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Failure{u"The address is empty: give one like irc://irc.libera.chat/#qt or system:"_s};
    if (!AddressSecrets::splitFrom(trimmed).names.isEmpty())
        return holdsPassword(trimmed);
    const QString scheme = trimmed.left(trimmed.indexOf(u':')).toLower();
    Result<FeedAddress> address = hasServerUrl(scheme) ? ofServer(scheme, trimmed) : ofOther(trimmed);
    if (address && std::any_of(address->m_options.begin(), address->m_options.end(), isSecretOption))
        return holdsPassword(trimmed);
    return address;
}

Result<FeedAddress> FeedAddress::ofServer(const QString &scheme, const QString &text)
{
    const qsizetype hash = text.indexOf(u'#');
    const QString server = text.left(hash).sliced(scheme.size() + 1);
    const auto isTarget = [](QChar c) { return c == u'/' || c == u'?'; };
    const auto end = std::find_if(server.cbegin() + std::min<qsizetype>(2, server.size()), server.cend(), isTarget);
    const qsizetype length = end - server.cbegin();
    FeedAddress address;
    address.m_target = inUrl(server.sliced(length));
    if (hash >= 0)
        address.m_options = optionsOf(text.sliced(hash + 1));
    QUrl url(scheme + u':' + server.left(length), QUrl::TolerantMode);
    if (!url.isValid())
        return notAnAddress(text);
    if (!server.startsWith(u"//") || url.host().isEmpty())
        return Failure{u"The address names no server: give one like %1://example.org/events"_s.arg(scheme)};
    address.m_url = QUrl(url.toString(QUrl::FullyEncoded) + address.m_target);
    if (!address.m_url.isValid())
        return notAnAddress(text);
    return address;
}

Result<FeedAddress> FeedAddress::ofOther(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'#', u"%23"_s); // topics and channels are full of them
    FeedAddress address;
    QUrl &url = address.m_url;
    url = QUrl(escaped, QUrl::TolerantMode);
    if (!url.isValid() || url.scheme().isEmpty())
        return notAnAddress(text);
    address.m_options = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    return address;
}

QString FeedAddress::path() const
{
    const QString path = m_url.path(QUrl::FullyDecoded);
    return m_url.host().isEmpty() || !path.startsWith(u'/') ? path : path.mid(1);
}

QString FeedAddress::query(const QString &name, const QString &otherwise) const
{
    const auto found =
        std::find_if(m_options.begin(), m_options.end(), [&](const Option &o) { return o.first == name; });
    return found == m_options.end() ? otherwise : found->second;
}

bool FeedAddress::hasQuery(const QString &name) const
{
    return std::any_of(m_options.begin(), m_options.end(), [&](const Option &option) { return option.first == name; });
}

QStringList FeedAddress::queries(const QString &name) const
{
    QStringList values;
    for (const Option &option : m_options) {
        if (option.first == name)
            values << option.second;
    }
    return values;
}

bool FeedAddress::hasPasswordMark() const
{
    return hasUserPassword() || m_target.contains(passwordMark) ||
           std::any_of(m_options.begin(), m_options.end(),
                       [](const Option &option) { return option.second.contains(passwordMark); });
}

FeedAddress FeedAddress::with(const QString &name, const QString &value) const
{
    FeedAddress changed = *this;
    const auto isIt = [&](const Option &option) { return option.first == name; };
    const auto first = std::find_if(m_options.begin(), m_options.end(), isIt);
    const qsizetype place = first - m_options.begin();
    changed.m_options.removeIf(isIt);
    if (!value.isEmpty())
        changed.m_options.insert(place, {name, value});
    if (hasServerUrl(scheme()))
        return changed;
    QStringList items = m_url.query(QUrl::FullyEncoded).split(u'&', Qt::SkipEmptyParts);
    const auto isItem = [&](const QString &item) {
        return QUrl::fromPercentEncoding(item.section(u'=', 0, 0).toLatin1()) == name;
    };
    items.removeIf(isItem);
    if (!value.isEmpty())
        items.insert(std::min(place, items.size()), encoded({name, value}));
    changed.m_url.setQuery(items.isEmpty() ? QString() : items.join(u'&'), QUrl::StrictMode);
    return changed;
}

QString FeedAddress::serverUrl() const
{
    if (!hasServerUrl(scheme()))
        return {};
    QUrl server = m_url;
    server.setUserInfo({});
    return scheme().section(u'+', -1) + u"://"_s + server.authority(QUrl::FullyEncoded) + m_target;
}

QString FeedAddress::toString() const
{
    if (!hasServerUrl(scheme()))
        return m_url.toString(QUrl::FullyEncoded);
    QStringList options;
    for (const Option &option : m_options)
        options << encoded(option);
    return scheme() + u"://"_s + m_url.authority(QUrl::FullyEncoded) + m_target +
           (options.isEmpty() ? QString() : u'#' + options.join(u'&'));
}

QString FeedAddress::shortName() const
{
    const QString whole = path();
    const QString name = m_url.host().isEmpty() ? whole.section(u'/', -1, -1, QString::SectionSkipEmpty) : whole;
    if (!name.isEmpty())
        return name;
    return m_url.host().isEmpty() ? m_url.scheme() : m_url.host();
}

} // namespace livebelt
