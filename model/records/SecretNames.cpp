// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SecretNames.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>
#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString plainName(QStringView name)
{
    QString plain = name.toString().toLower();
    plain.removeIf([](QChar c) { return c == u'-' || c == u'_' || c == u'.' || c == u' '; });
    return plain;
}

bool isSecret(const QString &plain)
{
    static const QSet<QString> names{u"password"_s,
                                     u"passwd"_s,
                                     u"pass"_s,
                                     u"pwd"_s,
                                     u"passphrase"_s,
                                     u"passcode"_s,
                                     u"pin"_s,
                                     u"token"_s,
                                     u"idtoken"_s,
                                     u"refreshtoken"_s,
                                     u"sessiontoken"_s,
                                     u"apitoken"_s,
                                     u"bearer"_s,
                                     u"jwt"_s,
                                     u"key"_s,
                                     u"appkey"_s,
                                     u"accesskey"_s,
                                     u"authkey"_s,
                                     u"privatekey"_s,
                                     u"subscriptionkey"_s,
                                     u"consumerkey"_s,
                                     u"sharedkey"_s,
                                     u"auth"_s,
                                     u"authorization"_s,
                                     u"credentials"_s,
                                     u"cookie"_s,
                                     u"setcookie"_s,
                                     u"sig"_s,
                                     u"sessionid"_s,
                                     u"sid"_s,
                                     u"licensekey"_s,
                                     u"hmac"_s,
                                     u"xamzcredential"_s,
                                     u"xamzsecuritytoken"_s};
    static constexpr std::array endings{u"password",    u"secret",    u"apikey",   u"secretkey",
                                        u"accesstoken", u"authtoken", u"signature"};
    return names.contains(plain) || std::any_of(endings.begin(), endings.end(), [&](const char16_t *ending) {
               return plain.endsWith(QStringView(ending));
           });
}

/// Of name=value, separated by '&'.
bool formHoldsSecret(const QString &form)
{
    const auto items = QStringView(form).split(u'&');
    return std::any_of(items.begin(), items.end(), [](QStringView item) {
        const qsizetype equals = item.indexOf(u'=');
        return equals > 0 && equals + 1 < item.size() && !item.contains(passwordMark) &&
               isSecretName(QUrl::fromPercentEncoding(item.first(equals).toUtf8()));
    });
}

} // namespace

bool isSecretName(QStringView name)
{
    return isSecret(plainName(name));
}

bool isSecretHeader(QStringView name)
{
    const QString plain = plainName(name);
    return isSecret(plain) || isSecret(plain.startsWith(u'x') ? plain.sliced(1) : plain) ||
           plain == u"proxyauthorization" || plain.endsWith(u"token");
}

bool holdsSecret(const QString &message)
{
    static const QRegularExpression member(u"\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    auto members = member.globalMatch(message);
    while (members.hasNext()) {
        const auto match = members.next();
        if (isSecretName(match.capturedView(1)) && !match.capturedView(2).isEmpty() &&
            !match.capturedView(2).contains(passwordMark))
            return true;
    }
    static const QRegularExpression form(u"^[^\\s={}\\[\\]\"]+=[^\\s]*$"_s);
    return form.match(message).hasMatch() && formHoldsSecret(message);
}

QString withoutSecrets(const QString &text)
{
    static const QRegularExpression item(u"([?&#;]|^)([^=&#?;]+)=([^&#;\\s]+)"_s);
    QString shown = text;
    const qsizetype user = text.indexOf(u"//"_s) + 2, at = text.lastIndexOf(u'@'), colon = text.indexOf(u':', user);
    if (user >= 2 && colon >= 0 && colon + 1 < at)
        shown.replace(colon + 1, at - colon - 1, passwordMark.toString());
    qsizetype from = 0;
    for (auto match = item.match(shown); match.hasMatch(); match = item.match(shown, from)) {
        from = match.capturedEnd(2) + 1;
        if (!isSecretName(QUrl::fromPercentEncoding(match.captured(2).toUtf8())))
            continue;
        shown.replace(match.capturedStart(3), match.capturedLength(3), passwordMark.toString());
        from += passwordMark.size();
    }
    return shown;
}

} // namespace livebelt
