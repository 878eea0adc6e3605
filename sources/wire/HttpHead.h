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
    using Header = std::pair<QByteArray, QByteArray>;

    int minorVersion = 1; ///< of HTTP/1: 0 to 9
    int status = 0;       ///< 100 to 999; 0: there is no answer
    QByteArray reason;
    QList<Header> headers; ///< as they came, each on one line; 256 at most

    /// The values of all headers of that name, in any case, joined by ", " (RFC 9110 section 5.3); empty: none.
    QByteArray value(QByteArrayView name) const;
    qsizetype count(QByteArrayView name) const;
    /// Whether that list of tokens has this one, in any case: hasToken("Connection", "upgrade").
    bool hasToken(QByteArrayView name, QByteArrayView token) const;
    /// Whether the answer itself is still to come (RFC 9110 section 15.2).
    bool isInterim() const { return status >= 100 && status < 200 && status != 101; }
    /// Whether the connection can be used again behind the body (RFC 9112 section 9.3).
    bool isPersistent() const
    {
        return !hasToken("Connection", "close") && (minorVersion > 0 || hasToken("Connection", "keep-alive"));
    }

    /// block: all lines up to the empty one. Or what is wrong with them, for people.
    static std::optional<HttpHead> parse(QByteArrayView block, QString &problem);
};

/// Cuts the head off a stream of bytes that may come in any pieces. Accepts LF for CR LF, folded lines (RFC 9112
/// section 5.2) and empty lines before the answer (section 2.2); interim answers (100, 102, 103) are skipped. What
/// cannot become a head is refused as soon as that can be seen.
class HttpHeadReader
{
public:
    static constexpr qsizetype longest = 64 * 1024; ///< bytes of all heads together, and of what stands before them

    /// Takes bytes from the front of input until the head is whole; what follows stays. True: it is whole, or cannot
    /// become so, as problem() says.
    bool take(QByteArray &input);
    const QString &problem() const { return m_problem; } ///< for people: "it does not begin like ..."
    const HttpHead &head() const { return m_head; }
    bool isEmpty() const { return m_isEmpty; } ///< nothing has come, but for empty lines

private:
    void skipEmptyLines(); ///< at the beginning of the block
    bool fail(const QString &problem);

    QByteArray m_block;
    qsizetype m_seen = 0; ///< bytes before the block
    HttpHead m_head;
    QString m_problem;
    bool m_isEmpty = true;
};

} // namespace livebelt
