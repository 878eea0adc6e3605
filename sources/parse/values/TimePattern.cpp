// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/TimePattern.h"

#include "sources/parse/values/TimeParts.h"
#include "sources/parse/values/TimeWords.h"

#include <chrono>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What a letter stands for that is several others.
QByteArrayView expanded(char letter)
{
    switch (letter) {
    case 'T':
        return "%H:%M:%S";
    case 'R':
        return "%H:%M";
    case 'F':
        return "%Y-%m-%d";
    case 'D':
        return "%m/%d/%y";
    case 'c':
        return "%a %b %d %H:%M:%S %Y";
    default:
        return {};
    }
}

bool readNumber(ByteCursor &cursor, qsizetype most, int &part, int least, int greatest)
{
    cursor.blanks();
    qsizetype digits = cursor.digitsAhead(most);
    if (digits == 0)
        return false;
    const qint64 number = ByteCursor(cursor.rest().first(digits)).number(1, most);
    cursor.skip(digits);
    part = int(number);
    return number >= least && number <= greatest;
}

bool readAnyFraction(ByteCursor &cursor, int &nanos)
{
    constexpr qsizetype kept = 9, most = 64;
    const qsizetype digits = cursor.digitsAhead(most);
    nanos = 0;
    for (qsizetype i = 0; i < kept; ++i)
        nanos = nanos * 10 + (i < digits ? cursor.peek(i) - '0' : 0);
    cursor.skip(digits);
    return digits > 0;
}

} // namespace

struct TimePattern::Rest
{
    int half = -1; ///< 0: before noon, 1: after
    int dayOfYear = 0;
};

Result<TimePattern> TimePattern::from(QByteArrayView text)
{
    TimePattern pattern;
    pattern.m_text = text.toByteArray();
    bool hasPart = false;
    const auto add = [&pattern, &hasPart](auto &&self, QByteArrayView part) -> char {
        for (qsizetype i = 0; i < part.size(); ++i) {
            const char c = part[i];
            if (c == ' ' || c == '\t') {
                pattern.m_steps.push_back({' ', c});
                continue;
            }
            if (c != '%') {
                pattern.m_steps.push_back({0, c});
                continue;
            }
            // The flags of strftime, which say how it was written.
            while (i + 1 < part.size() && QByteArrayView("-_0^#369").contains(part[i + 1]))
                ++i;
            const char letter = ++i < part.size() ? part[i] : '%';
            if (i >= part.size())
                return letter;
            if (const QByteArrayView several = expanded(letter); !several.isEmpty())
                self(self, several);
            else if (letter == '%')
                pattern.m_steps.push_back({0, letter});
            else if (letter == 'n' || letter == 't')
                pattern.m_steps.push_back({' ', ' '});
            else if (QByteArrayView("YymdejbBhaAHkIlMSpPzZsfNLQ").contains(letter))
                pattern.m_steps.push_back({letter, 0});
            else
                return letter;
            hasPart |= letter != '%' && letter != 'n' && letter != 't';
        }
        return '\0';
    };
    if (const char unknown = add(add, text); unknown != '\0') {
        return Failure{u"“%1” is no time format: %%2 is not known (%Y %m %d %H %M %S %f %z and the like are)"_s.arg(
            QString::fromUtf8(text), unknown == '%' ? QString() : QString(QLatin1Char(unknown)))};
    }
    if (!hasPart)
        return Failure{
            u"“%1” is no time format: it has none of %Y %m %d %H %M %S %s and the like"_s.arg(QString::fromUtf8(text))};
    return pattern;
}

bool TimePattern::readStep(Step step, ByteCursor &cursor, TimeParts &parts, Rest &rest, const ZoneRule &own) const
{
    switch (step.letter) {
    case 0:
        return cursor.take(step.byte);
    case ' ':
        cursor.blanks();
        return true;
    case 'Y':
        return readNumber(cursor, 4, parts.year.emplace(), 0, 9999);
    case 'y':
        if (!readNumber(cursor, 2, parts.year.emplace(), 0, 99))
            return false;
        parts.year = fullYear(*parts.year);
        return true;
    case 'm':
        return readNumber(cursor, 2, parts.month, 1, 12);
    case 'd':
    case 'e':
        return readNumber(cursor, 2, parts.day, 1, 31);
    case 'j':
        return readNumber(cursor, 3, rest.dayOfYear, 1, 366);
    case 'b':
    case 'B':
    case 'h':
        parts.month = readMonth(cursor);
        return parts.month > 0;
    case 'a':
    case 'A':
        return readWeekday(cursor);
    case 'H':
    case 'k':
    case 'I':
    case 'l':
        return readNumber(cursor, 2, parts.hour, 0, 23);
    case 'M':
        return readNumber(cursor, 2, parts.minute, 0, 59);
    case 'S':
        return readNumber(cursor, 2, parts.second, 0, 60);
    case 'p':
    case 'P': {
        int noon = 12;
        if (!readHalf(cursor, noon))
            return false;
        rest.half = noon == 12 ? 1 : 0;
        return true;
    }
    case 'z':
    case 'Z': {
        const qsizetype start = cursor.at();
        readAnyZone(cursor, parts, own);
        return cursor.at() > start;
    }
    case 's':
    case 'Q': {
        const qint64 number = cursor.number(1, 18);
        const bool isSeconds = step.letter == 's';
        constexpr qint64 last = 253'402'300'799; // of the year 9999
        if (number < 0 || number / (isSeconds ? 1 : 1000) > last)
            return false;
        parts.epoch = isSeconds ? number : number / 1000;
        if (!isSeconds)
            parts.nanos = int(number % 1000) * 1'000'000;
        return true;
    }
    default:
        return readAnyFraction(cursor, parts.nanos);
    }
}

bool TimePattern::read(ByteCursor &cursor, TimeParts &parts, const ZoneRule &own) const
{
    const qsizetype start = cursor.at();
    Rest rest;
    for (const Step step : m_steps) {
        if (!readStep(step, cursor, parts, rest, own)) {
            cursor.moveTo(start);
            return false;
        }
    }
    if (rest.half >= 0 && parts.hour <= 12)
        parts.hour = parts.hour % 12 + rest.half * 12;
    if (rest.dayOfYear > 0 && parts.year) {
        using namespace std::chrono;
        const year_month_day date{sys_days{year{*parts.year} / January / 1} + days{rest.dayOfYear - 1}};
        parts.month = int(unsigned(date.month()));
        parts.day = int(unsigned(date.day()));
    }
    if (parts.year && parts.month == 0)
        parts.month = 1;
    if (parts.month > 0 && parts.day == 0)
        parts.day = 1;
    return true;
}

} // namespace livebelt
