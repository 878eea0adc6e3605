// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// What stands in an address in place of the password, token or key of its feed (Credentials::password), wherever it is
/// stored or shown.
inline constexpr QStringView passwordMark = u"$PASSWORD";

/// Whether what has that name is a secret, in any kind of feed: the item of a server's query, an option, an environment
/// variable, a key of a JSON object. "access_token", "Api-Key", "pwd"; case, '-', '_' and '.' do not count.
bool isSecretName(QStringView name);
/// The same for a header of HTTP: "Authorization", "Cookie", "X-Api-Key", "X-Vault-Token".
bool isSecretHeader(QStringView name);
/// Whether a message in JSON, or a form (a=1&b=2), gives such a name a value other than $PASSWORD.
bool holdsSecret(const QString &message);

/// text with $PASSWORD in place of what looks like a secret: user:PASSWORD@ and NAME=SECRET. For sentences about an
/// address that cannot be read.
QString withoutSecrets(const QString &text);

} // namespace livebelt
