// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/RequestSecrets.h"

#include "model/records/AddressSecrets.h"
#include "model/records/Fields.h"
#include "model/records/SecretNames.h"

#include <QRegularExpression>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool hasLineBreak(const QString &text)
{
    return text.contains(u'\n') || text.contains(u'\r') || text.contains(QChar(0));
}

/// RFC 9110, section 5.5.
bool isFieldValue(const QByteArray &value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (uchar(c) >= ' ' && c != 0x7F); });
}

/// text as it can stand inside a JSON string.
QString inJson(const QString &text)
{
    const QByteArray json = jsonString(text.toUtf8());
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}

bool isForm(const QString &text)
{
    static const QRegularExpression form(u"^[^\\s={}\\[\\]\"]+=\\S*$"_s);
    return form.match(text).hasMatch();
}

bool isMarked(const FeedAddress &address)
{
    const auto &options = address.options();
    return address.serverTarget().contains(passwordMark) ||
           std::any_of(options.begin(), options.end(),
                       [](const FeedAddress::Option &option) { return option.second.contains(passwordMark); });
}

QString replaced(QString text, const QString &user, const QString &password)
{
    // At once, as either may hold what looks like the other's mark.
    static const QRegularExpression mark(u"\\$(USER|PASSWORD)"_s);
    qsizetype from = 0;
    for (auto match = mark.match(text); match.hasMatch(); match = mark.match(text, from)) {
        const QString &value = match.capturedView(1) == u"USER" ? user : password;
        text.replace(match.capturedStart(), match.capturedLength(), value);
        from = match.capturedStart() + value.size();
    }
    return text;
}

} // namespace

bool isHttpToken(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

Result<RequestSecrets> RequestSecrets::from(const FeedAddress &address, const Credentials &credentials,
                                            const QString &otherwise)
{
    RequestSecrets secrets;
    secrets.m_user = credentials.user.isEmpty() ? address.user() : credentials.user;
    secrets.m_password = credentials.password;
    secrets.m_inUrl =
        credentials.passwordInUrl.isEmpty() ? encodedSecret(credentials.password) : credentials.passwordInUrl;
    if (hasLineBreak(secrets.m_user) || hasLineBreak(secrets.m_password))
        return Failure{u"The user name or the password holds a line break: enter it again without"_s};
    const bool marked = isMarked(address);
    const QString said = address.query(u"auth"_s);
    secrets.m_hasUser = !secrets.m_user.isEmpty() || address.hasUserPassword();
    QString how = said;
    if (said.isEmpty() && secrets.m_hasUser && (!marked || address.hasUserPassword()))
        how = u"basic"_s;
    else if (said.isEmpty() && !secrets.m_hasUser && !marked && !credentials.password.isEmpty())
        how = otherwise;
    if (const Result<void> set = secrets.setAuthorization(how); !set)
        return Failure{set.error()};
    const bool isMarkedAnywhere = address.hasPasswordMark();
    if (credentials.password.isEmpty() &&
        (isMarkedAnywhere || (!how.isEmpty() && how != u"basic" && how != u"first"))) {
        return Failure{
            u"The address asks for a password or token (%1), and there is none: enter it as the password, or set the "
            "environment variable LIVEBELT_PASSWORD"_s.arg(isMarkedAnywhere ? passwordMark.toString()
                                                                            : u"auth="_s + how)};
    }
    return secrets;
}

Result<void> RequestSecrets::setAuthorization(const QString &how)
{
    const QString name = how.section(u':', 1);
    if (how == u"bearer") { // RFC 6750
        m_authorization = Header("Authorization", "Bearer " + m_password.trimmed().toUtf8());
    } else if (how == u"basic") { // RFC 7617
        if (m_hasUser)
            m_authorization = Header("Authorization", "Basic " + (m_user + u':' + m_password).toUtf8().toBase64());
    } else if (how.startsWith(u"header:") && isHttpToken(name.toUtf8())) {
        m_authorization = Header(name.toLatin1(), m_password.trimmed().toUtf8());
    } else if (how.startsWith(u"query:") && !name.isEmpty()) {
        m_queryName = QUrl::toPercentEncoding(name);
    } else if (!how.isEmpty() && how != u"first") {
        return Failure{
            u"auth is basic, bearer, header:NAME or query:NAME, as in auth=header:X-Api-Key, not “%1”"_s.arg(how)};
    }
    return {};
}

QByteArray RequestSecrets::target(const FeedAddress &address) const
{
    QByteArray target =
        replaced(address.serverTarget(), QString::fromLatin1(QUrl::toPercentEncoding(m_user)), m_inUrl).toLatin1();
    if (!target.startsWith('/'))
        target.prepend('/');
    if (!m_queryName.isEmpty())
        target += (target.contains('?') ? '&' : '?') + m_queryName + '=' + m_inUrl.toLatin1();
    return target;
}

Result<RequestSecrets::Header> RequestSecrets::header(const QString &option) const
{
    static const QList<QByteArray> ours{"host", "content-length", "transfer-encoding", "connection", "upgrade"};
    const qsizetype colon = option.indexOf(u':');
    const QByteArray name = option.left(std::max<qsizetype>(colon, 0)).trimmed().toUtf8();
    const QString typed = option.mid(colon + 1).trimmed(), shown = QString::fromUtf8(name);
    if (!isHttpToken(name)) {
        return Failure{
            u"A header is written like header=X-Client:livebelt, not “%1”"_s.arg(withoutSecrets(option.left(100)))};
    }
    const QByteArray lower = name.toLower();
    if (ours.contains(lower) || lower.startsWith("sec-websocket-"))
        return Failure{u"The header %1 cannot be set: the connection itself makes it"_s.arg(shown)};
    if (isSecretHeader(shown) && !typed.isEmpty() && !typed.contains(passwordMark)) {
        return Failure{u"Leave the value of %1 out of the address: write header=%1:$PASSWORD (or auth=bearer for a "
                       "token, user@ before the host for a user); the secret itself is asked for, or taken from the "
                       "environment variable LIVEBELT_PASSWORD"_s.arg(shown)};
    }
    const QByteArray value = replaced(typed, m_user, m_password).toUtf8();
    if (!isFieldValue(value))
        return Failure{u"The value of the header %1 holds a line break: write it in one line"_s.arg(shown)};
    return Header(name, value);
}

Result<QByteArray> RequestSecrets::message(const QString &option, const QString &text) const
{
    if (holdsSecret(text)) {
        return Failure{u"Leave the secret out of %1=: write $PASSWORD in its place, and give it as the password, or in "
                       "the environment variable LIVEBELT_PASSWORD"_s.arg(option)};
    }
    if (text.startsWith(u'{') || text.startsWith(u'['))
        return replaced(text, inJson(m_user), inJson(m_password)).toUtf8();
    if (isForm(text))
        return replaced(text, QString::fromLatin1(QUrl::toPercentEncoding(m_user)), m_inUrl).toUtf8();
    return replaced(text, m_user, m_password).toUtf8();
}

} // namespace livebelt
