// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/TimeText.h"

#include "model/records/Quantity.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace livebelt {

namespace {

// Bounds of the numbers that count seconds; those of the finer units are a thousand times as large each.
constexpr double earliest = 1e8, latest = 1e11;

} // namespace

std::optional<qint64> timeFromText(QByteArrayView text)
{
    text = text.trimmed();
    constexpr qsizetype dateAndTime = 19, longest = 40;
    if (text.size() > longest)
        return std::nullopt;
    if (text.size() < dateAndTime || text[4] != '-') {
        const std::optional<double> number = plainNumber(text);
        if (!number)
            return std::nullopt;
        bool isWhole = false;
        const qint64 whole = text.toLongLong(&isWhole); // a double is too coarse for nanoseconds
        return isWhole ? timeFromNumber(whole) : timeFromNumber(*number);
    }
    if (const std::optional<qint64> time = fromRfc3339(text))
        return time;
    std::array<char, longest + 2> copy{};
    std::copy(text.begin(), text.end(), copy.begin());
    qsizetype size = text.size();
    if (copy[dateAndTime] == ',')
        copy[dateAndTime] = '.';
    const char sign = copy[size_t(size - 5)];
    if (size > dateAndTime && (sign == '+' || sign == '-')) {
        std::copy_backward(&copy[size_t(size - 2)], &copy[size_t(size)], &copy[size_t(size + 1)]);
        copy[size_t(size - 2)] = ':';
        ++size;
    } else if (copy[size_t(size - 1)] != 'Z') {
        copy[size_t(size++)] = 'Z';
    }
    return fromRfc3339(QByteArrayView(copy.data(), size));
}

std::optional<qint64> timeFromNumber(double number)
{
    if (!(number >= earliest && number < latest * 1e9))
        return std::nullopt;
    if (number < latest)
        return std::llround(number * 1e6);
    if (number < latest * 1e3)
        return std::llround(number * 1e3);
    return number < latest * 1e6 ? std::llround(number) : std::llround(number / 1e3);
}

std::optional<qint64> timeFromNumber(qint64 number)
{
    constexpr auto last = qint64(latest);
    if (number < qint64(earliest))
        return std::nullopt;
    if (number < last)
        return number * 1'000'000;
    if (number < last * 1'000)
        return number * 1'000;
    return number < last * 1'000'000 ? number : number / 1'000;
}

} // namespace livebelt
