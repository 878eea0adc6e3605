// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>

namespace livebelt {

inline bool isAsciiDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A place in a text that is read from left to right. What does not match moves nothing. Refers to the bytes.
class ByteCursor
{
public:
    explicit ByteCursor(QByteArrayView text) : m_text(text) {}

    qsizetype at() const { return m_at; }
    void moveTo(qsizetype at) { m_at = at; }
    void skip(qsizetype bytes) { m_at += bytes; }
    bool isAtEnd() const { return m_at >= m_text.size(); }
    /// The byte so many further on; 0 behind the end.
    char peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    QByteArrayView rest() const { return m_text.sliced(m_at); }

    bool take(char c)
    {
        if (isAtEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool take(QByteArrayView bytes)
    {
        if (!rest().startsWith(bytes))
            return false;
        m_at += bytes.size();
        return true;
    }
    /// How many digits follow, so many at most.
    qsizetype digitsAhead(qsizetype most) const
    {
        qsizetype count = 0;
        while (count < most && isAsciiDigit(peek(count)))
            ++count;
        return count;
    }
    /// A number of fewest to most digits, 18 at most, which no further digit follows; -1: there is none.
    qint64 number(qsizetype fewest, qsizetype most)
    {
        const qsizetype count = digitsAhead(most + 1);
        if (count < fewest || count > most)
            return -1;
        qint64 value = 0;
        for (qsizetype i = 0; i < count; ++i)
            value = value * 10 + (m_text[m_at + i] - '0');
        m_at += count;
        return value;
    }
    /// How many blanks and tabs were skipped.
    qsizetype blanks()
    {
        const qsizetype start = m_at;
        while (peek() == ' ' || peek() == '\t')
            ++m_at;
        return m_at - start;
    }
    /// The ASCII letters from here on; the place stays.
    QByteArrayView lettersAhead() const
    {
        qsizetype count = 0;
        while (isAsciiLetter(peek(count)))
            ++count;
        return rest().first(count);
    }

private:
    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace livebelt
