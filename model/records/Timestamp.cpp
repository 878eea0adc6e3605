// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Timestamp.h"

#include "model/records/Record.h"

#include <chrono>

namespace livebelt {

namespace {

constexpr qint64 microsPerSecond = 1'000'000;
constexpr qint64 secondsPerDay = 86'400;
// The years 0 to 9999 are all that RFC 3339 has.
constexpr qint64 firstMicros = -62'167'219'200'000'000;
constexpr qint64 lastMicros = 253'402'300'799'999'999;

void putDigits(char *to, qint64 number, int digits)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = char('0' + number % 10);
        number /= 10;
    }
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

qint64 nowMicros()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

QByteArray toRfc3339(qint64 micros)
{
    if (micros < firstMicros || micros > lastMicros) // noTime among them
        return {};
    const qint64 seconds = floorDiv(micros, microsPerSecond);
    const qint64 days = floorDiv(seconds, secondsPerDay);
    const qint64 ofDay = seconds - days * secondsPerDay;
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};

    char text[] = "0000-00-00T00:00:00.000000Z";
    putDigits(text, int(date.year()), 4);
    putDigits(text + 5, unsigned(date.month()), 2);
    putDigits(text + 8, unsigned(date.day()), 2);
    putDigits(text + 11, ofDay / 3600, 2);
    putDigits(text + 14, ofDay / 60 % 60, 2);
    putDigits(text + 17, ofDay % 60, 2);
    putDigits(text + 20, micros - seconds * microsPerSecond, 6);
    return QByteArray(text, sizeof(text) - 1);
}

std::optional<qint64> fromRfc3339(QByteArrayView text)
{
    constexpr qsizetype lengthToSeconds = 19;
    if (text.size() <= lengthToSeconds)
        return std::nullopt;
    bool areDigits = true;
    const auto number = [&](qsizetype at, qsizetype digits) {
        unsigned result = 0;
        for (qsizetype i = at; i < at + digits; ++i) {
            const auto digit = unsigned(text[i] - '0');
            areDigits &= digit <= 9;
            result = result * 10 + digit;
        }
        return result;
    };
    const auto is = [&](qsizetype at, char c) { return at < text.size() && text[at] == c; };

    const unsigned year = number(0, 4), month = number(5, 2), day = number(8, 2);
    const unsigned hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    const bool areSeparated =
        is(4, '-') && is(7, '-') && (is(10, 'T') || is(10, 't') || is(10, ' ')) && is(13, ':') && is(16, ':');
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{int(year)}, std::chrono::month{month}, std::chrono::day{day}};
    if (!areDigits || !areSeparated || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;

    qsizetype at = lengthToSeconds;
    qint64 fraction = 0;
    if (is(at, '.')) {
        qint64 weight = microsPerSecond / 10;
        const qsizetype first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10)
            fraction += (text[at] - '0') * weight;
        if (at == first)
            return std::nullopt;
    }
    qint64 offset = 0;
    if (is(at, 'Z') || is(at, 'z')) {
        ++at;
    } else if (is(at, '+') || is(at, '-')) {
        constexpr qsizetype lengthOfOffset = 6;
        if (text.size() - at != lengthOfOffset)
            return std::nullopt;
        const unsigned hours = number(at + 1, 2), minutes = number(at + 4, 2);
        if (!areDigits || !is(at + 3, ':') || hours > 23 || minutes > 59)
            return std::nullopt;
        offset = (text[at] == '-' ? -1 : 1) * qint64(hours * 3600 + minutes * 60);
        at += lengthOfOffset;
    } else {
        return std::nullopt;
    }
    if (at != text.size())
        return std::nullopt;
    const qint64 day0 = sys_days{date}.time_since_epoch().count();
    const qint64 seconds = day0 * secondsPerDay + hour * 3600 + minute * 60 + second - offset;
    return seconds * microsPerSecond + fraction;
}

} // namespace livebelt
