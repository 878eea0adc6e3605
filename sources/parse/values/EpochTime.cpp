// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/EpochTime.h"

#include "sources/parse/values/TimeParts.h"

#include <cmath>

namespace livebelt {

namespace {

// Bounds of the numbers that count seconds; those of the finer units are a thousand times as large each.
constexpr qint64 earliest = 100'000'000, latest = 100'000'000'000;
constexpr qint64 nanosPerSecond = 1'000'000'000;

/// How many of its units make a second; 0 where it is no time.
qint64 unitsPerSecond(double number)
{
    if (!(number >= double(earliest) && number < double(latest) * 1e9))
        return 0;
    if (number < double(latest))
        return 1;
    if (number < double(latest) * 1e3)
        return 1'000;
    return number < double(latest) * 1e6 ? 1'000'000 : nanosPerSecond;
}

} // namespace

std::optional<qint64> epochMicros(qint64 number)
{
    constexpr qint64 micros = 1'000'000;
    const qint64 units = unitsPerSecond(double(number));
    if (units == 0)
        return std::nullopt;
    return units <= micros ? number * (micros / units) : number / (units / micros);
}

std::optional<qint64> epochMicros(double number)
{
    const qint64 units = unitsPerSecond(number);
    return units == 0 ? std::nullopt : std::optional<qint64>(std::llround(number * (1e6 / double(units))));
}

bool readEpoch(ByteCursor &cursor, TimeParts &parts)
{
    constexpr qsizetype fewest = 9, most = 18;
    qsizetype digits = cursor.digitsAhead(most + 2);
    if (digits < fewest || digits > most + 1)
        return false;
    const bool isLongest = digits > most; // nanoseconds of today have 19: the last digit is read by itself
    const qint64 head = ByteCursor(cursor.rest().first(isLongest ? most : digits)).number(1, most);
    const int last = isLongest ? cursor.peek(most) - '0' : 0;
    const double whole = isLongest ? double(head) * 10 + last : double(head);
    const qint64 units = unitsPerSecond(whole);
    if (units == 0)
        return false;
    const qint64 number = isLongest ? 0 : head;
    const qint64 seconds = isLongest ? head / (nanosPerSecond / 10) : number / units;
    qint64 nanos = isLongest ? head % (nanosPerSecond / 10) * 10 + last : number % units * (nanosPerSecond / units);
    cursor.skip(digits);
    if (cursor.peek() == '.' && isAsciiDigit(cursor.peek(1))) {
        cursor.skip(1);
        for (qint64 weight = nanosPerSecond / units / 10; isAsciiDigit(cursor.peek()); cursor.skip(1), weight /= 10)
            nanos += (cursor.peek() - '0') * weight;
    }
    parts.epoch = seconds;
    parts.nanos = int(nanos);
    return !isAsciiLetter(cursor.peek());
}

bool readTai64(ByteCursor &cursor, TimeParts &parts)
{
    constexpr qsizetype secondDigits = 16, nanoDigits = 8;
    cursor.skip(1);
    qsizetype digits = 0;
    const auto hex = [&cursor](qsizetype at) {
        const char c = cursor.peek(at);
        if (isAsciiDigit(c))
            return c - '0';
        const char low = char(c | ' ');
        return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
    };
    quint64 seconds = 0, nanos = 0;
    for (; digits < secondDigits + nanoDigits && hex(digits) >= 0; ++digits) {
        quint64 &number = digits < secondDigits ? seconds : nanos;
        number = number * 16 + quint64(hex(digits));
    }
    constexpr quint64 epoch = (quint64(1) << 62) + 10;
    constexpr quint64 most = 100'000'000'000;
    if ((digits != secondDigits && digits != secondDigits + nanoDigits) || hex(digits) >= 0 || seconds < epoch ||
        seconds - epoch > most || nanos >= quint64(nanosPerSecond))
        return false;
    cursor.skip(digits);
    parts.epoch = qint64(seconds - epoch);
    parts.nanos = int(nanos);
    return true;
}

} // namespace livebelt
