// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/payloads/BinaryNumbers.h"

#include <QFloat16>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <vector>

namespace livebelt {

namespace {

template<typename T>
QByteArray shortest(T value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value < 0 ? "-Infinity" : "Infinity";
    if (value == 0)
        return std::signbit(value) ? "-0.0" : "0";
    std::array<char, 64> text;
    constexpr T smallest = T(1e-5), largest = T(1e15); // between them digits are easier to read than a power
    const bool isPlain = std::abs(value) >= smallest && std::abs(value) < largest;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                   isPlain ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    return {text.data(), end - text.data()};
}

} // namespace

QByteArray realText(double value)
{
    return shortest(value);
}

QByteArray realText(float value)
{
    return shortest(value);
}

QByteArray halfText(double value)
{
    if (!std::isfinite(value) || value == 0)
        return shortest(value);
    constexpr int enough = 5; // digits tell any two of them apart
    for (int digits = 1; digits < enough; ++digits) {
        std::array<char, 32> text;
        const auto end =
            std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific, digits - 1).ptr;
        double read = 0;
        std::from_chars(text.data(), end, read);
        if (double(qfloat16(float(read))) == value)
            return shortest(read);
    }
    return shortest(value);
}

QByteArray timeText(qint64 seconds, quint32 nanoseconds, int decimals)
{
    constexpr qint64 first = -62'135'596'800, last = 253'402'300'799;
    if (seconds < first || seconds > last || nanoseconds > 999'999'999)
        return {};
    using namespace std::chrono;
    const sys_seconds at{std::chrono::seconds(seconds)};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss ofDay(at - day);
    std::array<char, 48> text;
    int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                             unsigned(date.month()), unsigned(date.day()), int(ofDay.hours().count()),
                             int(ofDay.minutes().count()), int(ofDay.seconds().count()));
    if (decimals > 0) {
        std::array<char, 16> fraction;
        std::snprintf(fraction.data(), fraction.size(), ".%09u", nanoseconds);
        std::memcpy(&text[size_t(size)], fraction.data(), size_t(decimals) + 1);
        size += decimals + 1;
    }
    return QByteArray(text.data(), size) + 'Z';
}

std::optional<QByteArray> bigIntegerText(QByteArrayView bytes, bool isNegative)
{
    constexpr qsizetype longest = 1024;
    constexpr quint64 group = 1'000'000'000; // nine digits in each of the groups, the lowest first
    while (!bytes.isEmpty() && bytes.front() == 0)
        bytes = bytes.sliced(1);
    if (bytes.size() > longest)
        return std::nullopt;
    std::vector<quint32> groups{0};
    const auto addTo = [&groups](quint64 factor, quint64 carry) {
        for (quint32 &value : groups) {
            carry += value * factor;
            value = quint32(carry % group);
            carry /= group;
        }
        if (carry > 0)
            groups.push_back(quint32(carry));
    };
    for (const char byte : bytes)
        addTo(256, quint8(byte));
    if (isNegative)
        addTo(1, 1);
    QByteArray text = QByteArray::number(groups.back());
    for (size_t i = groups.size() - 1; i-- > 0;)
        text += QByteArray::number(groups[i]).rightJustified(9, '0');
    return isNegative ? '-' + text : text;
}

QByteArray decimalText(QByteArrayView digits, QByteArrayView exponent)
{
    constexpr qsizetype mostZeros = 20;
    const bool isNegative = digits.startsWith('-');
    const QByteArray sign = isNegative ? "-" : "";
    const QByteArray plain = (isNegative ? digits.sliced(1) : digits).toByteArray();
    bool isSmall = false;
    const qlonglong power = exponent.toLongLong(&isSmall);
    if (!isSmall || power > mostZeros || power < -plain.size() - mostZeros)
        return digits.toByteArray() + 'e' + exponent.toByteArray();
    if (power >= 0)
        return plain == "0" ? sign + plain : sign + plain + QByteArray(power, '0');
    const QByteArray padded = plain.rightJustified(1 - power, '0');
    return sign + padded.chopped(-power) + '.' + padded.last(-power);
}

} // namespace livebelt
