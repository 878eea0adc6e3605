// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QMetaType>
#include <QString>
#include <QUrl>

namespace livebelt {

/// Where a feed comes from: a URL (RFC 3986), the same string in the command line, the dialog, a workspace and a
/// capture. A '#' has no special meaning in one: "irc://host/#chat" and "irc://host/%23chat" are the same address. It
/// never holds a password; one that is given is refused with a sentence that says where passwords go.
class FeedAddress
{
public:
    FeedAddress() = default;
    static Result<FeedAddress> parse(const QString &text);

    QString scheme() const { return m_url.scheme(); } ///< lower case
    QString user() const { return m_url.userName(); }
    QString host() const { return m_url.host(); } ///< an IPv6 address without its brackets
    quint16 port(quint16 otherwise) const { return quint16(m_url.port(otherwise)); }
    /// The part behind the host, decoded and without the slash it begins with: "#chat", "lab/+/temperature", "cpu".
    QString path() const;
    /// One value of the query, decoded; otherwise where it is absent.
    QString query(const QString &name, const QString &otherwise = {}) const;
    bool hasQuery(const QString &name) const;
    /// All values of a query item that may be given several times, decoded, in order.
    QStringList queries(const QString &name) const;

    /// The canonical form, which parse() reads back: the feed's identity in a capture.
    QString toString() const;
    /// A short name for people, for lists and tabs: the path, or the host where there is none.
    QString shortName() const;

    friend bool operator==(const FeedAddress &a, const FeedAddress &b) { return a.m_url == b.m_url; }

private:
    explicit FeedAddress(QUrl url) : m_url(std::move(url)) {}
    QUrl m_url;
};

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::FeedAddress)
