// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/SyslogHeader.h"

#include "sources/parse/TimeText.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <optional>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 24> facilities{"kern",   "user",     "mail",    "daemon", "auth",     "syslog",
                                                    "lpr",    "news",     "uucp",    "cron",   "authpriv", "ftp",
                                                    "ntp",    "security", "console", "clock",  "local0",   "local1",
                                                    "local2", "local3",   "local4",  "local5", "local6",   "local7"};
constexpr std::array<QByteArrayView, 8> severities{"emerg",   "alert",  "crit", "err",
                                                   "warning", "notice", "info", "debug"};
constexpr std::array<QByteArrayView, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr qsizetype traditionalSize = 15; // "Nov 22 10:15:30"

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype digitsAtStart(QByteArrayView text)
{
    return std::find_if_not(text.begin(), text.end(), &isDigit) - text.begin();
}

/// The word up to the next space, which goes too.
QByteArrayView takeWord(QByteArrayView &rest)
{
    const qsizetype space = rest.indexOf(' ');
    const QByteArrayView word = rest.first(space < 0 ? rest.size() : space);
    rest = rest.sliced(space < 0 ? rest.size() : space + 1);
    return word;
}

QByteArrayView unlessNil(QByteArrayView word)
{
    return word == "-" ? QByteArrayView() : word;
}

/// "Nov 22 10:15:30" or "Nov  2 ...", local time, in the year that brings it closest to received.
std::optional<qint64> traditionalTime(QByteArrayView text, qint64 received)
{
    const auto month = std::find(months.begin(), months.end(), text.first(3));
    const auto number = [text](qsizetype at) {
        const char tens = text[at] == ' ' ? '0' : text[at];
        return isDigit(tens) && isDigit(text[at + 1]) ? (tens - '0') * 10 + (text[at + 1] - '0') : -1;
    };
    const int day = number(4), hour = number(7), minute = number(10), second = number(13);
    if (month == months.end() || text[3] != ' ' || text[6] != ' ' || text[9] != ':' || text[12] != ':' || day < 1 ||
        day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    constexpr qint64 microsPerSecond = 1'000'000, microsPerDay = 86'400 * microsPerSecond;
    const std::time_t now = received / microsPerSecond;
    std::tm local{};
    localtime_r(&now, &local);
    local.tm_mon = int(month - months.begin());
    local.tm_mday = day;
    local.tm_hour = hour;
    local.tm_min = minute;
    local.tm_sec = second;
    qint64 best = noTime;
    const int year = local.tm_year;
    for (const int candidate : {year, year - 1, year + 1}) {
        std::tm date = local;
        date.tm_year = candidate;
        date.tm_isdst = -1;
        const qint64 time = qint64(std::mktime(&date)) * microsPerSecond;
        if (best == noTime || qAbs(time - received) < qAbs(best - received))
            best = time;
        if (qAbs(best - received) < 180 * microsPerDay)
            break;
    }
    return best;
}

/// Behind the bracket that closes the structured data that text begins with; -1 where nothing closes it.
qsizetype structuredDataSize(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size() && text[at] == '[') {
        bool isQuoted = false;
        for (++at; at < text.size() && (isQuoted || text[at] != ']'); ++at) {
            if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (isQuoted && text[at] == '\\')
                ++at;
        }
        if (at >= text.size())
            return -1;
        ++at;
    }
    return at;
}

} // namespace

bool SyslogHeader::read(QByteArrayView message, qint64 received)
{
    *this = {};
    if (const qsizetype digits = digitsAtStart(message);
        digits > 0 && digits < 8 && message.sliced(digits).startsWith(" <"))
        message = message.sliced(digits + 1);
    if (message.startsWith('<')) {
        const qsizetype digits = digitsAtStart(message.sliced(1));
        if (digits < 1 || digits > 3 || message.size() < digits + 2 || message[digits + 1] != '>')
            return false;
        priority = message.sliced(1, digits).toInt();
        if (priority >= int(facilities.size() * severities.size()))
            return false;
        message = message.sliced(digits + 2);
        if (message.startsWith("1 ") && readStructured(message.sliced(2)))
            return true;
    }
    return readTraditional(message, received);
}

bool SyslogHeader::readStructured(QByteArrayView rest)
{
    const QByteArrayView written = unlessNil(takeWord(rest));
    const std::optional<qint64> when = written.isEmpty() ? noTime : timeFromText(written);
    if (!when)
        return false;
    const QByteArrayView words[] = {unlessNil(takeWord(rest)), unlessNil(takeWord(rest)), unlessNil(takeWord(rest)),
                                    unlessNil(takeWord(rest))};
    const qsizetype size = rest.startsWith('-') ? 1 : structuredDataSize(rest);
    if (size < 1 || (size < rest.size() && rest[size] != ' '))
        return false;
    time = *when;
    host = words[0];
    app = words[1];
    process = words[2];
    id = words[3];
    data = unlessNil(rest.first(size));
    text = rest.sliced(qMin(size + 1, rest.size()));
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    return isStructured = true;
}

bool SyslogHeader::readTraditional(QByteArrayView rest, qint64 received)
{
    text = rest;
    std::optional<qint64> when;
    if (rest.size() > traditionalSize && rest[traditionalSize] == ' ')
        when = traditionalTime(rest.first(traditionalSize), received);
    if (when) {
        rest = rest.sliced(traditionalSize + 1);
    } else if (const QByteArrayView word = takeWord(rest); word.size() >= 19 && word[10] == 'T') {
        when = timeFromText(word);
    }
    if (!when)
        return priority >= 0; // then all of it is the text
    time = *when;
    text = rest;
    const auto isTag = [](QByteArrayView word) { return word.endsWith(':'); };
    QByteArrayView tag = takeWord(rest);
    if (!isTag(tag) && !tag.isEmpty()) {
        host = tag;
        text = rest;
        tag = takeWord(rest);
    }
    if (!isTag(tag))
        return priority >= 0;
    text = rest;
    tag = tag.chopped(1);
    const qsizetype bracket = tag.indexOf('[');
    app = tag.first(bracket < 0 ? tag.size() : bracket);
    if (bracket >= 0 && tag.endsWith(']'))
        process = tag.sliced(bracket + 1).chopped(1);
    return true;
}

QByteArrayView SyslogHeader::facility() const
{
    return priority < 0 ? QByteArrayView() : facilities[size_t(priority) / 8];
}

QByteArrayView SyslogHeader::severity() const
{
    return priority < 0 ? QByteArrayView() : severities[size_t(priority) % 8];
}

Level SyslogHeader::level() const
{
    using enum Level;
    static constexpr std::array levels{Fatal, Fatal, Fatal, Error, Warn, Info, Info, Debug};
    return priority < 0 ? None : levels[size_t(priority) % 8];
}

} // namespace livebelt
