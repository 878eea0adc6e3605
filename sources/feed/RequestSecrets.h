// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QByteArray>
#include <utility>

namespace livebelt {

/// Where the user name and the password, token or key of a feed go in a request over HTTP, which a WebSocket's
/// handshake is, too: in place of $USER and $PASSWORD in the server's URL, in header=, in body= and in first=; or as
/// auth= says:
///
///     auth=basic | bearer | header:NAME | query:NAME
///
/// Where it says nothing, the password of a user is sent as basic, unless a $PASSWORD stands somewhere.
class RequestSecrets
{
public:
    using Header = std::pair<QByteArray, QByteArray>;

    /// otherwise: auth= where there is a password without a user, and no $PASSWORD; empty for nothing. Fails where the
    /// address asks for a password that is not there, and where auth= is wrong.
    static Result<RequestSecrets> from(const FeedAddress &address, const Credentials &credentials,
                                       const QString &otherwise);

    /// Path and query of the request, "/" at least, all else as it stands in the address.
    QByteArray target(const FeedAddress &address) const;
    /// One header=Name:Value. Refuses what is none, what the connection makes itself, and a secret that is not written
    /// as $PASSWORD.
    Result<Header> header(const QString &option) const;
    /// A body or a message, escaped as JSON and forms want it. Refuses a secret that is not written as $PASSWORD.
    Result<QByteArray> message(const QString &option, const QString &text) const;
    /// That of auth=; empty where there is none.
    const Header &authorization() const { return m_authorization; }

private:
    Result<void> setAuthorization(const QString &how);
    QString filled(QString text) const;

    QString m_user;
    QString m_password;
    QString m_inUrl;        ///< the password, as it goes into a URL
    bool m_hasUser = false; ///< or a password in a user's place
    Header m_authorization;
    QByteArray m_queryName; ///< of auth=query:NAME, encoded
};

/// RFC 9110, section 5.6.2: what the name of a header, or a word in one, is made of.
bool isHttpToken(QByteArrayView name);

} // namespace livebelt
