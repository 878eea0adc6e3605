// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Decimal.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr qint64 mostExponent = 1'000'000;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The digits of a number one after the other, and zeros behind the last.
class Digits
{
public:
    explicit Digits(QByteArrayView digits) : m_digits(digits) {}
    bool isAtEnd() const { return m_at == m_digits.size(); }
    char next()
    {
        if (!isAtEnd() && m_digits[m_at] == '.')
            ++m_at;
        return isAtEnd() ? '0' : m_digits[m_at++];
    }

private:
    QByteArrayView m_digits;
    qsizetype m_at = 0;
};

} // namespace

std::optional<Decimal> Decimal::from(QByteArrayView text)
{
    qsizetype end = 0;
    const auto number = prefixOf(text, end);
    return end == text.size() ? number : std::nullopt;
}

std::optional<Decimal> Decimal::prefixOf(QByteArrayView text, qsizetype &end)
{
    Decimal number;
    qsizetype at = 0;
    if (at < text.size() && (text[at] == '-' || text[at] == '+'))
        number.m_isNegative = text[at++] == '-';
    const qsizetype from = at;
    qsizetype point = -1, first = -1, last = -1, count = 0; // first and last that are not 0
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && point < 0 && at + 1 < text.size() && isDigit(text[at + 1])) {
            point = at;
            continue;
        }
        if (!isDigit(c))
            break;
        ++count;
        if (c != '0') {
            first = first < 0 ? at : first;
            last = at;
        }
    }
    if (count == 0)
        return std::nullopt;
    const qsizetype wholeEnd = point < 0 ? at : point;
    qint64 exponent = 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        qsizetype behind = at + 1;
        const bool isNegative = behind < text.size() && text[behind] == '-';
        if (behind < text.size() && (text[behind] == '-' || text[behind] == '+'))
            ++behind;
        const qsizetype digits = behind;
        for (; behind < text.size() && isDigit(text[behind]); ++behind)
            exponent = std::min(exponent * 10 + (text[behind] - '0'), mostExponent + 1);
        if (exponent > mostExponent)
            return std::nullopt;
        exponent = isNegative ? -exponent : exponent;
        if (behind > digits)
            at = behind;
    }
    end = at;
    if (first < 0) {
        number.m_isNegative = false; // there is one zero only
        return number;
    }
    Q_ASSERT(first >= from);
    number.m_digits = text.sliced(first, last - first + 1);
    number.m_magnitude = exponent + (first < wholeEnd ? wholeEnd - first - 1 : wholeEnd - first);
    return number;
}

std::strong_ordering Decimal::compareSizes(const Decimal &a, const Decimal &b)
{
    if (a.isZero() || b.isZero())
        return b.isZero() <=> a.isZero();
    if (a.m_magnitude != b.m_magnitude)
        return a.m_magnitude <=> b.m_magnitude;
    Digits ofA(a.m_digits), ofB(b.m_digits);
    while (!ofA.isAtEnd() || !ofB.isAtEnd()) {
        if (const auto order = ofA.next() <=> ofB.next(); order != 0)
            return order;
    }
    return std::strong_ordering::equal;
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    if (a.m_isNegative != b.m_isNegative)
        return b.m_isNegative <=> a.m_isNegative;
    return a.m_isNegative ? Decimal::compareSizes(b, a) : Decimal::compareSizes(a, b);
}

QByteArray Decimal::times(quint32 factor, int exponent) const
{
    if (isZero() || factor == 0)
        return "0";
    QByteArray digits; // the lowest first
    quint64 carry = 0;
    QByteArray own = m_digits.toByteArray();
    own.replace('.', QByteArray());
    for (qsizetype i = own.size(); i-- > 0;) {
        carry += quint64(own[i] - '0') * factor;
        digits += char('0' + carry % 10);
        carry /= 10;
    }
    for (; carry > 0; carry /= 10)
        digits += char('0' + carry % 10);
    std::reverse(digits.begin(), digits.end());
    const qint64 power = m_magnitude - (own.size() - 1) + exponent; // of the last digit
    return (m_isNegative ? "-" : "") + digits + (power == 0 ? QByteArray() : 'e' + QByteArray::number(power));
}

} // namespace livebelt
