// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>
#include <utility>

namespace livebelt {

/// The status line and the headers of an HTTP/1 answer (RFC 9112 sections 4 and 5). A plain value.
struct HttpHead
{
    int minorVersion = 1; ///< of HTTP/1
    int status = 0;
    QByteArray reason;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< as they came, each on one line

    /// The values of all headers of that name, in any case, joined by ", " (RFC 9110 section 5.3); empty: none.
    QByteArray value(QByteArrayView name) const;
    qsizetype count(QByteArrayView name) const;
    /// Whether that list of tokens has this one, in any case: hasToken("Connection", "upgrade").
    bool hasToken(QByteArrayView name, QByteArrayView token) const;

    /// block: all lines up to the empty one. Or what is wrong with them, for people.
    static std::optional<HttpHead> parse(QByteArrayView block, QString &problem);
};

/// Cuts the head off a stream of bytes that may come in any pieces; interim answers (100, 102, 103) are skipped.
class HttpHeadReader
{
public:
    static constexpr qsizetype longest = 64 * 1024; ///< bytes of all heads together

    /// Takes bytes from the front of input until the head is whole; what follows stays. True: it is whole, or cannot
    /// become so, as problem() says.
    bool take(QByteArray &input);
    const QString &problem() const { return m_problem; }
    const HttpHead &head() const { return m_head; }
    bool isEmpty() const { return m_isEmpty; } ///< nothing has come

private:
    bool fail(const QString &problem);

    QByteArray m_block;
    qsizetype m_seen = 0; ///< bytes of earlier heads
    HttpHead m_head;
    QString m_problem;
    bool m_isEmpty = true;
};

} // namespace livebelt
