// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/TimeWords.h"

#include "sources/parse/values/TimeParts.h"
#include "sources/parse/values/ZoneRule.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<QByteArrayView, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                 "friday", "saturday", "sunday"};

/// Which of the words it is: the first three letters ("Sept" too), or all of it.
template<size_t count>
int indexOf(const std::array<QByteArrayView, count> &words, QByteArrayView word)
{
    constexpr qsizetype shortest = 3;
    if (word.size() < shortest)
        return -1;
    for (size_t i = 0; i < count; ++i) {
        const bool isShort = word.size() == shortest || (word.size() == shortest + 1 && words[i] == "september");
        if ((isShort || word.size() == words[i].size()) &&
            words[i].first(word.size()).compare(word, Qt::CaseInsensitive) == 0)
            return int(i);
    }
    return -1;
}

struct ZoneWord
{
    QByteArrayView word;
    int minutes;
};

constexpr std::array zoneWords{
    ZoneWord{"UTC", 0},    ZoneWord{"GMT", 0},     ZoneWord{"UT", 0},      ZoneWord{"WET", 0},    ZoneWord{"BST", 60},
    ZoneWord{"WEST", 60},  ZoneWord{"CET", 60},    ZoneWord{"MET", 60},    ZoneWord{"CEST", 120}, ZoneWord{"MEST", 120},
    ZoneWord{"EET", 120},  ZoneWord{"SAST", 120},  ZoneWord{"EEST", 180},  ZoneWord{"MSK", 180},  ZoneWord{"IST", 330},
    ZoneWord{"SGT", 480},  ZoneWord{"HKT", 480},   ZoneWord{"AWST", 480},  ZoneWord{"JST", 540},  ZoneWord{"KST", 540},
    ZoneWord{"ACST", 570}, ZoneWord{"AEST", 600},  ZoneWord{"AEDT", 660},  ZoneWord{"NZST", 720}, ZoneWord{"NZDT", 780},
    ZoneWord{"BRT", -180}, ZoneWord{"ADT", -180},  ZoneWord{"AST", -240},  ZoneWord{"EDT", -240}, ZoneWord{"EST", -300},
    ZoneWord{"CDT", -300}, ZoneWord{"CST", -360},  ZoneWord{"MDT", -360},  ZoneWord{"MST", -420}, ZoneWord{"PDT", -420},
    ZoneWord{"PST", -480}, ZoneWord{"AKDT", -480}, ZoneWord{"AKST", -540}, ZoneWord{"HST", -600},
};

bool endsWord(char c)
{
    return !isAsciiLetter(c) && !isAsciiDigit(c) && c != '_' && c != '-';
}

} // namespace

int readMonth(ByteCursor &cursor)
{
    const QByteArrayView word = cursor.lettersAhead();
    const int index = indexOf(months, word);
    if (index >= 0)
        cursor.skip(word.size());
    return index + 1;
}

bool readWeekday(ByteCursor &cursor)
{
    const QByteArrayView word = cursor.lettersAhead();
    if (indexOf(weekdays, word) < 0)
        return false;
    cursor.skip(word.size());
    return true;
}

bool readHalf(ByteCursor &cursor, int &hour)
{
    const qsizetype start = cursor.at();
    cursor.blanks();
    cursor.take("\u202f");
    cursor.take("\u00a0");
    const char half = char(cursor.peek() | ' ');
    const bool hasPoints = cursor.peek(1) == '.' && cursor.peek(3) == '.';
    const qsizetype size = hasPoints ? 4 : 2;
    if ((half != 'a' && half != 'p') || (cursor.peek(hasPoints ? 2 : 1) | ' ') != 'm' ||
        isAsciiLetter(cursor.peek(size)) || isAsciiDigit(cursor.peek(size))) {
        cursor.moveTo(start);
        return false;
    }
    cursor.skip(size);
    if (hour <= 12)
        hour = hour % 12 + (half == 'p' ? 12 : 0);
    return true;
}

void readFraction(ByteCursor &cursor, int &nanos)
{
    const char mark = cursor.peek();
    if ((mark != '.' && mark != ',' && mark != ':') || !isAsciiDigit(cursor.peek(1)))
        return;
    const qsizetype start = cursor.at();
    cursor.skip(1);
    constexpr qsizetype kept = 9, most = 32;
    const qsizetype digits = cursor.digitsAhead(most);
    const char next = cursor.peek(digits);
    const bool isUsual = digits == 3 || digits == 6 || digits == 9;
    const bool isAll = digits == cursor.rest().size();
    if ((mark == ',' && !(isUsual ? next != '.' : isAll)) || (mark == ':' && (digits != 3 || next == ':'))) {
        cursor.moveTo(start);
        return;
    }
    nanos = 0;
    for (qsizetype i = 0; i < kept; ++i)
        nanos = nanos * 10 + (i < digits ? cursor.peek(i) - '0' : 0);
    cursor.skip(digits);
}

bool readClock(ByteCursor &cursor, TimeParts &parts, Seconds seconds)
{
    const qsizetype start = cursor.at();
    const auto fail = [&] {
        cursor.moveTo(start);
        return false;
    };
    const qint64 hour = cursor.number(1, 2);
    if (hour < 0 || hour > 23 || !cursor.take(':'))
        return fail();
    const qint64 minute = cursor.number(2, 2);
    if (minute < 0 || minute > 59)
        return fail();
    qint64 second = 0;
    const bool hasSeconds = cursor.peek() == ':' && isAsciiDigit(cursor.peek(1));
    if (hasSeconds) {
        cursor.skip(1);
        second = cursor.number(2, 2);
        if (second < 0 || second > 60)
            return fail();
        readFraction(cursor, parts.nanos);
    }
    parts.hour = int(hour);
    parts.minute = int(minute);
    parts.second = int(second);
    const bool hasHalf = readHalf(cursor, parts.hour);
    return hasSeconds || hasHalf || seconds == Seconds::MayLack || fail();
}

bool readOffset(ByteCursor &cursor, std::optional<int> &offset)
{
    const char sign = cursor.peek();
    if ((sign | ' ') == 'z' && endsWord(cursor.peek(1))) {
        cursor.skip(1);
        offset = 0;
        return true;
    }
    if (sign != '+' && sign != '-')
        return false;
    const qsizetype start = cursor.at();
    cursor.skip(1);
    const qsizetype digits = cursor.digitsAhead(5);
    qint64 hours = 0, minutes = 0;
    if (digits == 4) {
        const qint64 both = cursor.number(4, 4);
        hours = both / 100;
        minutes = both % 100;
    } else if (digits == 2) {
        hours = cursor.number(2, 2);
        if (cursor.peek() == ':' && ByteCursor(cursor.rest().sliced(1)).digitsAhead(3) == 2) {
            cursor.skip(1);
            minutes = cursor.number(2, 2);
        }
    } else {
        hours = 99;
    }
    if (hours > 23 || minutes > 59) {
        cursor.moveTo(start);
        return false;
    }
    offset = int((sign == '-' ? -1 : 1) * (hours * 60 + minutes) * 60);
    return true;
}

bool readZone(ByteCursor &cursor, std::optional<int> &offset, const ZoneRule &own)
{
    if (readOffset(cursor, offset))
        return true;
    const qsizetype start = cursor.at();
    const bool hasBlank = cursor.blanks() > 0;
    // "-5" and "-12" behind a blank may be anything.
    if (hasBlank && (cursor.peek() == '+' || cursor.peek() == '-') &&
        (isAsciiDigit(cursor.peek(3)) || cursor.peek(3) == ':') && readOffset(cursor, offset))
        return true;
    const QByteArrayView word = cursor.lettersAhead();
    constexpr qsizetype longest = 5;
    if (word.size() >= 2 && word.size() <= longest) {
        const bool isUtc = word == "UTC" || word == "GMT";
        std::optional<int> found = isUtc ? 0 : own.offsetOf(word);
        const auto known = std::find_if(zoneWords.begin(), zoneWords.end(),
                                        [word](const ZoneWord &zone) { return zone.word == word; });
        if (!found && known != zoneWords.end())
            found = known->minutes * 60;
        const char next = cursor.peek(word.size());
        if (found && (endsWord(next) || (isUtc && next == '-'))) {
            cursor.skip(word.size());
            offset = found;
            if (isUtc)
                readOffset(cursor, offset);
            return true;
        }
    }
    cursor.moveTo(start);
    return false;
}

void readAnyZone(ByteCursor &cursor, TimeParts &parts, const ZoneRule &own)
{
    if (readZone(cursor, parts.offset, own))
        return;
    const qsizetype start = cursor.at();
    const char next = cursor.peek(1);
    if (!cursor.take(' ') || next < 'A' || next > 'Z')
        return cursor.moveTo(start);
    const QByteArrayView rest = cursor.rest();
    constexpr qsizetype longest = 40;
    qsizetype size = 0;
    while (size < rest.size() && size < longest &&
           (isAsciiLetter(rest[size]) || rest[size] == '_' || rest[size] == '/' || rest[size] == '-'))
        ++size;
    if (!rest.first(size).contains('/'))
        return cursor.moveTo(start);
    parts.zone = rest.first(size);
    parts.beforeZone = start;
    cursor.skip(size);
}

} // namespace livebelt
