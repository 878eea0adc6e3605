// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalTime.h"

#include <QRegularExpression>
#include <QTimeZone>
#include <array>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Unit
{
    QLatin1StringView names;
    qint64 micros;
};
constexpr qint64 second = 1'000'000, day = 86'400 * second;
constexpr std::array units{
    Unit{" us usec microseconds microsecond "_L1, 1},
    Unit{" ms msec milliseconds millisecond "_L1, 1'000},
    Unit{" s sec second seconds  "_L1, second}, // two blanks: a number without a unit
    Unit{" m min minute minutes "_L1, 60 * second},
    Unit{" h hr hour hours "_L1, 3'600 * second},
    Unit{" d day days "_L1, day},
    Unit{" w week weeks "_L1, 7 * day},
    Unit{" M month months "_L1, qint64(30.44 * double(day))},
    Unit{" y year years "_L1, qint64(365.25 * double(day))},
};

/// "1h30min": how long that is.
std::optional<qint64> span(const QString &text)
{
    static const QRegularExpression part(u"\\G\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)\\s*"_s);
    qint64 micros = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const QRegularExpressionMatch match = part.match(text, at);
        if (!match.hasMatch())
            return std::nullopt;
        const QString name = u' ' + match.captured(2) + u' ';
        const auto unit =
            std::find_if(units.begin(), units.end(), [&name](const Unit &u) { return u.names.contains(name); });
        if (unit == units.end())
            return std::nullopt;
        micros += qint64(match.captured(1).toDouble() * double(unit->micros));
        at = match.capturedEnd();
    }
    return text.trimmed().isEmpty() ? std::nullopt : std::optional(micros);
}

std::optional<QDateTime> wordTime(const QString &text, const QDateTime &now)
{
    if (text == u"now")
        return now;
    if (text == u"today")
        return now.date().startOfDay();
    if (text == u"yesterday")
        return now.date().addDays(-1).startOfDay();
    if (text == u"tomorrow")
        return now.date().addDays(1).startOfDay();
    return std::nullopt;
}

/// A date, a time of today, or both; a weekday before it says nothing new.
std::optional<QDateTime> calendarTime(QString text, const QDateTime &now)
{
    static const QRegularExpression form(u"^(?:[A-Za-z]{3,9},?\\s+)?(?:(\\d{4})-(\\d\\d?)-(\\d\\d?))?[T ]*"
                                         "(?:(\\d\\d?):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?)?\\s*"
                                         "(Z|UTC|[+-]\\d\\d:?\\d\\d)?$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch() || (match.captured(1).isEmpty() && match.captured(4).isEmpty()))
        return std::nullopt;
    const auto number = [&match](int group) { return match.captured(group).toInt(); };
    const QDate date = match.captured(1).isEmpty() ? now.date() : QDate(number(1), number(2), number(3));
    const QTime time(number(4), number(5), number(6), int(match.captured(7).toDouble() * 1000));
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const QString zone = match.captured(8).remove(u':');
    if (zone.isEmpty())
        return QDateTime(date, time);
    QDateTime result(date, time, QTimeZone::utc());
    if (zone.size() == 5) {
        const int seconds = zone.sliced(1, 2).toInt() * 3'600 + zone.sliced(3, 2).toInt() * 60;
        result = result.addSecs(zone.startsWith(u'-') ? seconds : -seconds);
    }
    return result;
}

} // namespace

Result<qint64> journalTime(const QString &given, const QDateTime &now)
{
    const QString text = given.trimmed();
    const qint64 nowMicros = now.toMSecsSinceEpoch() * 1'000;
    if (const auto word = wordTime(text, now))
        return word->toMSecsSinceEpoch() * 1'000;
    if (text.startsWith(u'@')) {
        bool isNumber = false;
        const double seconds = text.sliced(1).toDouble(&isNumber);
        if (isNumber && seconds >= 0 && seconds < 1e11)
            return qint64(seconds * double(second));
    }
    const bool isBefore = text.startsWith(u'-'), isAfter = text.startsWith(u'+'), isAgo = text.endsWith(u" ago"_s);
    if (isBefore || isAfter || isAgo) {
        const QString length = isAgo ? text.chopped(4) : text.sliced(1);
        if (const auto micros = span(length))
            return nowMicros + (isAfter ? *micros : -*micros);
    }
    if (const auto time = calendarTime(text, now))
        return time->toMSecsSinceEpoch() * 1'000;
    return Failure{u"since is a time such as today, -1h or 2026-11-22 10:15, not “%1”"_s.arg(given)};
}

} // namespace livebelt
