// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/AddressSecrets.h"

#include "model/records/FeedAddress.h"
#include "model/records/SecretNames.h"

#include <QRegularExpression>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// The mark, in place of a secret.
QString taken(AddressSecrets &secrets, const QString &typed, const QString &name, bool isInUrl)
{
    if (typed.isEmpty() || typed.contains(passwordMark))
        return typed;
    const QString password = QUrl::fromPercentEncoding(typed.toUtf8());
    secrets.isAmbiguous |= !secrets.names.isEmpty() && password != secrets.password;
    secrets.password = password;
    if (isInUrl && encodedSecret(password) != typed)
        secrets.passwordInUrl = typed;
    secrets.names << name;
    return passwordMark.toString();
}

QString withoutUsersPassword(AddressSecrets &secrets, const QString &authority)
{
    const qsizetype at = authority.lastIndexOf(u'@'), colon = authority.indexOf(u':');
    if (colon < 0 || colon > at)
        return authority;
    const QString typed = authority.sliced(colon + 1, at - colon - 1);
    return authority.first(colon + 1) + taken(secrets, typed, u"password"_s, false) + authority.sliced(at);
}

QString withoutSecretItems(AddressSecrets &secrets, const QString &query)
{
    QStringList items = query.split(u'&');
    for (QString &item : items) {
        const qsizetype equals = item.indexOf(u'=');
        const QString name = QUrl::fromPercentEncoding(item.left(equals).toUtf8());
        if (equals > 0 && isSecretName(name))
            item = item.first(equals + 1) + taken(secrets, item.sliced(equals + 1), name, true);
    }
    return items.join(u'&');
}

} // namespace

AddressSecrets AddressSecrets::splitFrom(const QString &text)
{
    AddressSecrets secrets;
    secrets.text = text.trimmed();
    static const QRegularExpression beginning(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    const qsizetype authority = beginning.match(secrets.text).capturedLength();
    if (authority == 0)
        return secrets;
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
    const auto begin = secrets.text.cbegin();
    const qsizetype path = std::find_if(begin + authority, secrets.text.cend(), isEnd) - begin;
    const QString scheme = secrets.text.first(authority), rest = secrets.text.sliced(path);
    secrets.text = scheme + withoutUsersPassword(secrets, secrets.text.sliced(authority, path - authority));
    const qsizetype hash = rest.indexOf(u'#'), query = rest.left(hash).indexOf(u'?') + 1;
    if (query == 0 || !FeedAddress::hasServerUrl(scheme.chopped(3).toLower())) {
        secrets.text += rest;
        return secrets;
    }
    secrets.text += rest.first(query) + withoutSecretItems(secrets, rest.left(hash).sliced(query));
    if (hash >= 0)
        secrets.text += rest.sliced(hash);
    return secrets;
}

QString encodedSecret(const QString &secret)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(secret, "!$()*,:@="));
}

} // namespace livebelt
