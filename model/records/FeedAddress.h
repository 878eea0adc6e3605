// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <utility>

namespace livebelt {

/// Where a feed comes from: a URL (RFC 3986), the same string in the command line, the dialog, a workspace and a
/// capture. It has one of two forms:
///
/// - Of a server over HTTP or WebSocket, the server's own URL, as it is, and our options behind '#':
///   "sse+https://host/events?order=desc#parse=json&header=X-One:1".
/// - Of all others, our options stand in the query, and a '#' has no special meaning: "irc://host/#chat?nick=ada" and
///   "irc://host/%23chat?nick=ada" are the same address.
///
/// It never holds a secret; one that is given is refused with a sentence that says where secrets go. $PASSWORD may
/// stand in its place: in a server's URL, behind the user, in options. What a person types is a TypedAddress.
class FeedAddress
{
public:
    using Option = std::pair<QString, QString>; ///< name and value, decoded

    FeedAddress() = default;
    static Result<FeedAddress> parse(const QString &text);
    /// Whether addresses of that scheme hold a server's URL: those of ws, wss, and of anything+http, anything+https.
    static bool hasServerUrl(const QString &scheme);

    QString scheme() const { return m_url.scheme(); } ///< lower case
    QString user() const { return m_url.userName(); }
    QString host() const { return m_url.host(); } ///< an IPv6 address without its brackets
    quint16 port(quint16 otherwise) const { return quint16(m_url.port(otherwise)); }
    bool hasUserPassword() const { return !m_url.password().isEmpty(); } ///< "user:$PASSWORD@"
    bool hasPasswordMark() const;                                        ///< $PASSWORD, anywhere
    /// The part behind the host, decoded and without the slash it begins with: "#chat", "lab/+/temperature", "cpu".
    QString path() const;

    /// The first value of one of our options, decoded; otherwise where it is absent.
    QString query(const QString &name, const QString &otherwise = {}) const;
    bool hasQuery(const QString &name) const;
    /// All values of an option that may be given several times, decoded, in order.
    QStringList queries(const QString &name) const;
    const QList<Option> &options() const { return m_options; } ///< all of them, in order
    /// The same address with that value of one of our options, in place of those it has; without it where value is
    /// empty. All else stays as it is written.
    FeedAddress with(const QString &name, const QString &value) const;

    /// The server's own URL without the user: "https://host:8443/events?order=desc". Empty for other addresses.
    QString serverUrl() const;
    /// Its path and query to the byte, as typed; what may not stand in a URL is percent-encoded.
    QString serverTarget() const { return m_target; }

    /// The canonical form, which parse() reads back: the feed's identity in a capture.
    QString toString() const;
    /// A short name for people, for lists and tabs: the path, or the host where there is none.
    QString shortName() const;

    friend bool operator==(const FeedAddress &a, const FeedAddress &b) { return a.toString() == b.toString(); }

private:
    static Result<FeedAddress> ofServer(const QString &scheme, const QString &text);
    static Result<FeedAddress> ofOther(const QString &text);

    QUrl m_url; ///< without our options, where it is a server's
    QString m_target;
    QList<Option> m_options;
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedAddress)
