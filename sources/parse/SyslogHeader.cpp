// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/SyslogHeader.h"

#include "sources/parse/values/LevelText.h"

#include <algorithm>
#include <array>
#include <optional>

namespace livebelt {

namespace {

constexpr std::array<QByteArrayView, 24> facilities{"kern",   "user",     "mail",    "daemon", "auth",     "syslog",
                                                    "lpr",    "news",     "uucp",    "cron",   "authpriv", "ftp",
                                                    "ntp",    "security", "console", "clock",  "local0",   "local1",
                                                    "local2", "local3",   "local4",  "local5", "local6",   "local7"};
constexpr std::array<QByteArrayView, 8> severities{"emerg",   "alert",  "crit", "err",
                                                   "warning", "notice", "info", "debug"};
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

/// Without a PRI a line is syslog's only in the forms that hardly any other log has.
bool isSyslogTime(const ReadTime &time, QByteArrayView text, bool hasPriority)
{
    if (time.form == TimeForm::Syslog || time.form == TimeForm::Pattern) // as timeformat= has it
        return true;
    return time.form == TimeForm::Iso && time.used >= 19 && (hasPriority || text[10] == 'T');
}

/// The size of a number, or of a host's name, that a colon and a blank follow; -1: there is none.
qsizetype prefixSize(QByteArrayView text)
{
    qsizetype size = 0;
    constexpr qsizetype longest = 64;
    const auto isInName = [](char c) {
        return isAsciiDigit(c) || isAsciiLetter(c) || c == '.' || c == '-' || c == '_' || c == '/';
    };
    while (size < text.size() && size < longest && isInName(text[size]))
        ++size;
    return text.sliced(size).startsWith(": ") ? size : -1;
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

bool SyslogHeader::read(QByteArrayView message, qint64 reference, TimeReader &times)
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
        if (message.startsWith("1 ") && readStructured(message.sliced(2), reference, times))
            return true;
    }
    const SyslogHeader before = *this;
    if (readCisco(message, reference, times))
        return true;
    *this = before;
    return readTraditional(message, reference, times);
}

bool SyslogHeader::readStructured(QByteArrayView rest, qint64 reference, TimeReader &times)
{
    const QByteArrayView written = unlessNil(takeWord(rest));
    const std::optional<ReadTime> when = written.isEmpty() ? ReadTime{noTime} : times.readWhole(written, reference);
    if (!when)
        return false;
    const QByteArrayView words[] = {unlessNil(takeWord(rest)), unlessNil(takeWord(rest)), unlessNil(takeWord(rest)),
                                    unlessNil(takeWord(rest))};
    const qsizetype size = rest.startsWith('-') ? 1 : structuredDataSize(rest);
    if (size < 1 || (size < rest.size() && rest[size] != ' '))
        return false;
    time = when->time;
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

/// [number: ][host: ][number: ][time[ host][ ]: ]%FACILITY-5-MNEMONIC: text
bool SyslogHeader::readCisco(QByteArrayView rest, qint64 reference, TimeReader &times)
{
    constexpr qsizetype shortest = 8; // %A-1-B:
    if (rest.size() < shortest || !rest.contains('%'))
        return false;
    if (rest.startsWith(": "))
        rest = rest.sliced(2);
    for (int prefixes = 0; prefixes < 3; ++prefixes) {
        const qsizetype size = prefixSize(rest);
        if (size < 1)
            break;
        const QByteArrayView prefix = rest.first(size);
        (digitsAtStart(prefix) == size ? sequence : host) = prefix;
        rest = rest.sliced(size + 2);
    }
    if (!rest.startsWith('%')) {
        const auto when = times.read(rest, reference);
        if (!when || !isSyslogTime(*when, rest, priority >= 0))
            return false;
        time = when->time;
        rest = rest.sliced(when->used);
        if (!rest.startsWith(':')) { // " fw1 : ", " switch "
            const qsizetype mark = rest.indexOf('%');
            if (mark < 0)
                return false;
            QByteArrayView between = rest.first(mark).trimmed();
            if (between.endsWith(':'))
                between = between.chopped(1).trimmed();
            if (between.contains(' '))
                return false;
            if (!between.isEmpty())
                host = between;
            rest = rest.sliced(mark);
        } else {
            rest = rest.sliced(1);
            rest = rest.sliced(rest.startsWith(' ') ? 1 : 0);
        }
    }
    return readMark(rest);
}

/// %SYS-5-CONFIG_I: text; the facility may have more parts: %CARD-SEVERITY-MSG:SLOT %FACILITY-... is not taken apart.
bool SyslogHeader::readMark(QByteArrayView rest)
{
    if (!rest.startsWith('%'))
        return false;
    const qsizetype colon = rest.indexOf(':');
    if (colon < 0)
        return false;
    const QByteArrayView mark = rest.sliced(1, colon - 1);
    const auto isInMark = [](char c) { return isAsciiDigit(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; };
    if (!std::all_of(mark.begin(), mark.end(), isInMark))
        return false;
    for (qsizetype at = mark.indexOf('-'); at > 0; at = mark.indexOf('-', at + 1)) {
        const bool isSeverity =
            at + 3 < mark.size() && mark[at + 1] >= '0' && mark[at + 1] <= '7' && mark[at + 2] == '-';
        if (!isSeverity)
            continue;
        app = mark.first(at);
        id = mark.sliced(at + 3);
        m_ciscoSeverity = mark[at + 1] - '0';
        text = rest.sliced(colon + 1);
        if (text.startsWith(' '))
            text = text.sliced(1);
        return true;
    }
    return false;
}

bool SyslogHeader::readTraditional(QByteArrayView rest, qint64 reference, TimeReader &times)
{
    text = rest;
    const auto when = times.read(rest, reference);
    if (!when || !isSyslogTime(*when, rest, priority >= 0) || when->used >= rest.size() || rest[when->used] != ' ')
        return priority >= 0; // then all of it is the text
    rest = rest.sliced(when->used + 1);
    time = when->time;
    text = rest;
    const auto isTag = [](QByteArrayView word) { return word.endsWith(':'); };
    QByteArrayView tag = takeWord(rest);
    if (!isTag(tag) && !tag.isEmpty()) {
        if (priority < 0 && levelFromText(tag) != Level::None)
            return false; // a program's own log
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

int SyslogHeader::severityNumber() const
{
    return m_ciscoSeverity >= 0 ? m_ciscoSeverity : priority < 0 ? -1 : priority % int(severities.size());
}

QByteArrayView SyslogHeader::severity() const
{
    const int number = severityNumber();
    return number < 0 ? QByteArrayView() : severities[size_t(number)];
}

Level SyslogHeader::level() const
{
    using enum Level;
    static constexpr std::array levels{Fatal, Fatal, Fatal, Error, Warn, Info, Info, Debug};
    const int number = severityNumber();
    return number < 0 ? None : levels[size_t(number)];
}

} // namespace livebelt
