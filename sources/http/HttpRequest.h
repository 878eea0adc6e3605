// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/SecretMask.h"
#include "sources/feed/NetworkOptions.h"

#include <QUrl>
#include <chrono>
#include <utility>

namespace livebelt {

/// What an address of one of the kinds over HTTP asks for:
///
///     KIND+http[s]://[user@]host[:port]/path?query#method=POST&body=...&header=Name:Value&auth=bearer&idle=90s&...
///
/// Path and query go to the server to the byte. A plain value; it holds secrets, and is shown to nobody.
struct HttpRequest
{
    using Header = std::pair<QByteArray, QByteArray>;

    QUrl url;          ///< http or https, without a user
    QByteArray target; ///< its path and query, to the byte
    QByteArray method = "GET";
    QByteArray body;
    QList<Header> headers;
    Header authorization; ///< empty where there is none
    QString user;         ///< whose it is, for people
    SecretMask mask{{}};  ///< of what may be shown to nobody, though a server repeats it
    NetworkOptions network;
    /// A server that sends nothing for so long is given up; 0: never.
    std::chrono::milliseconds idle{0};
    /// The same for the beginning of an answer.
    std::chrono::milliseconds patience{0};

    /// Fails with a sentence that says which part is wrong; one that belongs to the Credentials is refused.
    static Result<HttpRequest> from(const FeedAddress &address, const Credentials &credentials,
                                    std::chrono::milliseconds idle);
    /// Those that HttpRequest reads: to be put behind a kind's own.
    static QList<FeedParameter> parameters(const QString &idle);

    QString host() const { return url.host(); }
    quint16 port() const { return quint16(url.port(isEncrypted() ? 443 : 80)); }
    bool isEncrypted() const { return url.scheme() == QLatin1String("https"); }
    QString where() const;                                   ///< "host:port", for people
    QString path() const { return mask.masked(url.path()); } ///< for people
    /// Takes the header of that name out, and gives its value.
    QByteArray takeHeader(QByteArrayView name);
    /// Whether it may be sent again by itself (RFC 9110, section 9.2.2).
    bool isIdempotent() const { return method != "POST"; }

    /// The request that a redirection (status 301, 302, 303, 307 or 308) leads to, as browsers do it (Fetch, 4.4): the
    /// authorization goes to the same scheme, host and port only, and there is no way from https to http.
    Result<HttpRequest> redirected(int status, const QByteArray &location) const;
};

} // namespace livebelt
