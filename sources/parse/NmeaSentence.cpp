// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/NmeaSentence.h"

#include "model/records/Quantity.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr qsizetype longest = 1024; // the standard has 82, devices do not care

bool isUpperOrDigit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int hexDigit(char c)
{
    const qsizetype digit = QByteArrayView("0123456789ABCDEFabcdef").indexOf(c);
    return int(digit > 15 ? digit - 6 : digit);
}

/// The two digits at that place, or -1.
int twoDigits(QByteArrayView text, qsizetype at)
{
    if (at + 2 > text.size())
        return -1;
    const int tens = text[at] - '0', ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

} // namespace

bool NmeaSentence::read(QByteArrayView sentence)
{
    m_fields.clear();
    sentence = sentence.trimmed();
    if (sentence.startsWith('\\')) // a tag block, \g:1-2-73874*hh\ before the sentence
        sentence = sentence.sliced(sentence.indexOf('\\', 1) + 1);
    if (sentence.size() > longest || !(sentence.startsWith('$') || sentence.startsWith('!')))
        return false;
    const qsizetype star = sentence.lastIndexOf('*');
    m_hasChecksum = star >= 0;
    const QByteArrayView body = sentence.sliced(1, (m_hasChecksum ? star : sentence.size()) - 1);
    int sum = 0;
    for (const char c : body) {
        if (c < ' ' || c > '~')
            return false;
        sum ^= c;
    }
    if (m_hasChecksum) {
        const QByteArrayView digits = sentence.sliced(star + 1);
        if (digits.size() != 2 || hexDigit(digits[0]) < 0 || hexDigit(digits[1]) < 0 ||
            hexDigit(digits[0]) * 16 + hexDigit(digits[1]) != sum)
            return false;
    }
    for (qsizetype at = 0; at <= body.size();) {
        const qsizetype comma = body.indexOf(',', at);
        const qsizetype end = comma < 0 ? body.size() : comma;
        m_fields.push_back(body.sliced(at, end - at));
        at = end + 1;
    }
    const QByteArrayView address = m_fields.front();
    return address.size() >= 3 && m_fields.size() > 1 && std::all_of(address.begin(), address.end(), &isUpperOrDigit);
}

QByteArrayView NmeaSentence::talker() const
{
    return m_fields.front().first(m_fields.front().startsWith('P') || m_fields.front().size() < 5 ? 1 : 2);
}

QByteArrayView NmeaSentence::type() const
{
    return m_fields.front().sliced(talker().size());
}

std::optional<double> NmeaSentence::number(size_t index) const
{
    return plainNumber(field(index));
}

std::optional<double> NmeaSentence::degrees(size_t index) const
{
    const std::optional<double> written = number(index);
    const QByteArrayView side = field(index + 1);
    if (!written || *written < 0 || *written > 18000 || side.size() != 1 || !QByteArrayView("NSEW").contains(side[0]))
        return std::nullopt;
    const double whole = std::floor(*written / 100);
    const double degrees = whole + (*written - whole * 100) / 60;
    const double rounded = std::round(degrees * 1e7) / 1e7; // a centimetre
    return side[0] == 'S' || side[0] == 'W' ? -rounded : rounded;
}

std::optional<qint64> NmeaSentence::timeOfDay(size_t index) const
{
    const QByteArrayView text = field(index);
    const int hours = twoDigits(text, 0), minutes = twoDigits(text, 2);
    const std::optional<double> seconds = plainNumber(text.sliced(qMin<qsizetype>(4, text.size())));
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !seconds || *seconds < 0 || *seconds >= 61)
        return std::nullopt;
    return (hours * 3600 + minutes * 60) * 1'000'000LL + std::llround(*seconds * 1e6);
}

} // namespace livebelt
