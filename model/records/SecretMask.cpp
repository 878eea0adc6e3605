// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SecretMask.h"

#include "model/records/AddressSecrets.h"
#include "model/records/Fields.h"
#include "model/records/SecretNames.h"

#include <QUrl>
#include <algorithm>

namespace livebelt {

SecretMask::SecretMask(const Credentials &credentials)
{
    constexpr qsizetype shortest = 4;
    const auto add = [this](const QByteArray &form) {
        if (form.size() >= shortest && !m_forms.contains(form))
            m_forms << form;
    };
    if (!credentials.password.isEmpty())
        add((credentials.user + u':' + credentials.password).toUtf8().toBase64());
    add(credentials.passwordInUrl.toUtf8());
    for (const QString &secret : {credentials.password, credentials.proxyPassword, credentials.keyPassword}) {
        const QByteArray plain = secret.toUtf8(), json = jsonString(plain);
        add(plain);
        add(plain.trimmed());
        add(json.sliced(1, json.size() - 2));
        add(encodedSecret(secret).toUtf8());
        add(QUrl::toPercentEncoding(secret));
    }
    std::sort(m_forms.begin(), m_forms.end(), [](const auto &a, const auto &b) { return a.size() > b.size(); });
}

bool SecretMask::holdsSecret(const QByteArray &text) const
{
    return std::any_of(m_forms.begin(), m_forms.end(), [&text](const auto &form) { return text.contains(form); });
}

QByteArray SecretMask::masked(QByteArray text) const
{
    for (const QByteArray &form : m_forms)
        text.replace(form, passwordMark.toUtf8());
    return text;
}

QString SecretMask::masked(const QString &text) const
{
    return QString::fromUtf8(masked(text.toUtf8()));
}

} // namespace livebelt
