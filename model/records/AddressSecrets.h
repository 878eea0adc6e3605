// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace livebelt {

/// The text of an address with $PASSWORD in place of the secrets in it: the password of a user (user:PASSWORD@host),
/// and those items of a server's query that have a secret's name (?access_token=...).
struct AddressSecrets
{
    QString text;
    QString password;         ///< decoded; empty where there is none
    QString passwordInUrl;    ///< as it was typed, where encodedSecret() gives something else
    QStringList names;        ///< of the secrets: "access_token", or "password" for a user's
    bool isAmbiguous = false; ///< there are several that differ

    static AddressSecrets splitFrom(const QString &text);
};

/// A secret as it goes into a URL.
QString encodedSecret(const QString &secret);

} // namespace livebelt
