// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <optional>
#include <utility>

namespace livebelt {

/// The status line and the headers of an answer (RFC 9112, sections 4 and 5). A plain value.
struct AnswerHead
{
    using Header = std::pair<QByteArray, QByteArray>;

    int status = 0; ///< 100 to 999
    QByteArray reason;
    bool isOld = false; ///< HTTP/1.0
    QList<Header> headers;

    /// All headers of that name, whatever its case, in a list as RFC 9110, section 5.3 has it; empty where there is
    /// none.
    QByteArray header(QByteArrayView name) const;
    bool has(QByteArrayView name) const;
    /// Whether a header that is a list of words has that one, whatever its case.
    bool hasWord(QByteArrayView name, QByteArrayView word) const;

    /// Whether the answer itself is still to come (RFC 9110, section 15.2).
    bool isInterim() const { return status >= 100 && status < 200 && status != 101; }
    /// Whether the connection can be used again behind the body (RFC 9112, section 9.3).
    bool isPersistent() const
    {
        return !hasWord("Connection", "close") && (!isOld || hasWord("Connection", "keep-alive"));
    }
};

/// Finds the head of an answer in bytes that come in pieces of any size. Accepts LF for CR LF and folded lines; what is
/// no HTTP/1.x, or longer than `longest` bytes, throws HttpError as soon as that can be seen.
class AnswerHeadReader
{
public:
    static constexpr qsizetype longest = 64 * 1024;

    void add(QByteArrayView piece) { m_bytes += piece; }
    /// The head, once it is whole.
    std::optional<AnswerHead> next();
    /// What came behind it.
    QByteArray takeRest() { return std::exchange(m_bytes, QByteArray()); }
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

} // namespace livebelt
