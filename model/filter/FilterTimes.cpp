// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterTimes.h"

#include "model/records/Timestamp.h"

#include <QRegularExpression>
#include <array>
#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 longestDuration = 366'000 * (24 * 3600 * second); // a thousand years

struct DurationUnit
{
    const char16_t *name;
    double micros;
};
constexpr std::array durationUnits{
    DurationUnit{u"ns", 1e-3},       DurationUnit{u"us", 1},
    DurationUnit{u"µs", 1},          DurationUnit{u"ms", 1e3},
    DurationUnit{u"s", 1e6},         DurationUnit{u"m", 60e6},
    DurationUnit{u"min", 60e6},      DurationUnit{u"h", 3600e6},
    DurationUnit{u"d", 24 * 3600e6}, DurationUnit{u"w", 7 * 24 * 3600e6},
};

qint64 microsOf(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * 1000;
}

qint64 startOf(QDate date, const QTimeZone &zone)
{
    return microsOf(date.startOfDay(zone));
}

/// A day, month or year; or the day that a word names.
std::optional<FilterSpan> readDate(const QString &text, const FilterClock &clock, QDate &day)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(clock.now / 1000, clock.zone).date();
    static const QRegularExpression form(u"^(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d))?)?$"_s);
    QDate end;
    if (text.compare("today"_L1, Qt::CaseInsensitive) == 0) {
        day = today;
    } else if (text.compare("yesterday"_L1, Qt::CaseInsensitive) == 0) {
        day = today.addDays(-1);
    } else if (const auto match = form.match(text); match.hasMatch()) {
        const bool hasMonth = !match.captured(2).isEmpty(), hasDay = !match.captured(3).isEmpty();
        day = QDate(match.captured(1).toInt(), hasMonth ? match.captured(2).toInt() : 1,
                    hasDay ? match.captured(3).toInt() : 1);
        end = hasDay ? day.addDays(1) : hasMonth ? day.addMonths(1) : day.addYears(1);
    }
    if (!day.isValid())
        return std::nullopt;
    return FilterSpan{startOf(day, clock.zone), startOf(end.isValid() ? end : day.addDays(1), clock.zone), true};
}

/// A time of day, of that day: as long as its last figure.
std::optional<FilterSpan> readClock(const QString &text, QDate day, const FilterClock &clock)
{
    static const QRegularExpression form(
        u"^(\\d{1,2})(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?(?:(Z|z)|([+-])(\\d\\d):?(\\d\\d)?)?$"_s);
    const auto match = form.match(text);
    const int hour = match.captured(1).toInt(), minute = match.captured(2).toInt(), secs = match.captured(3).toInt();
    if (!match.hasMatch() || hour > 24 || minute > 59 || secs > 60 || (hour == 24 && (minute > 0 || secs > 0)))
        return std::nullopt;
    FilterSpan span;
    span.begin = second * (hour * 3600 + minute * 60 + secs);
    if (!match.captured(5).isEmpty() || !match.captured(6).isEmpty()) {
        const int offset = match.captured(7).toInt() * 3600 + match.captured(8).toInt() * 60;
        span.begin += microsOf(day.startOfDay(Qt::UTC)) - second * (match.captured(6) == u'-' ? -offset : offset);
    } else if (hour == 24) {
        span.begin = startOf(day.addDays(1), clock.zone);
    } else {
        span.begin = microsOf(QDateTime(day, QTime(hour, minute), clock.zone)) + second * secs;
    }
    const QString decimals = match.captured(4);
    qint64 length = match.captured(2).isEmpty() ? 3600 * second : match.captured(3).isEmpty() ? 60 * second : second;
    if (!decimals.isEmpty()) {
        span.begin += decimals.leftJustified(6, u'0').left(6).toLongLong();
        for (qsizetype i = 0; i < std::min<qsizetype>(6, decimals.size()); ++i)
            length /= 10;
    }
    span.end = span.begin + length;
    return span;
}

} // namespace

FilterClock FilterClock::here()
{
    return {nowMicros(), QTimeZone::systemTimeZone()};
}

std::optional<qint64> readDuration(const QString &written)
{
    static const QRegularExpression part(u"\\G(\\d{1,15}(?:\\.\\d{1,9})?)([a-zµ]+)"_s);
    double micros = 0;
    qsizetype at = 0;
    while (at < written.size() || at == 0) {
        const auto match = part.match(written, at);
        if (!match.hasMatch())
            return std::nullopt;
        const QString unit = match.captured(2);
        const auto found = std::find_if(durationUnits.begin(), durationUnits.end(),
                                        [&](const DurationUnit &u) { return unit == QStringView(u.name); });
        if (found == durationUnits.end())
            return std::nullopt;
        micros += match.captured(1).toDouble() * found->micros;
        at = match.capturedEnd();
    }
    return micros <= double(longestDuration) ? std::optional(qint64(std::llround(micros))) : std::nullopt;
}

std::optional<FilterSpan> readFilterTime(const QString &written, const FilterClock &clock)
{
    if (written.compare("now"_L1, Qt::CaseInsensitive) == 0)
        return FilterSpan{clock.now, clock.now + 1, false};
    if (written.startsWith(u'-')) {
        const auto ago = readDuration(written.sliced(1));
        return ago ? std::optional(FilterSpan{clock.now - *ago, clock.now - *ago + 1, false}) : std::nullopt;
    }
    if (written.contains(u':') && !written.contains(u'T') && !written.contains(u' '))
        return readClock(written, QDateTime::fromMSecsSinceEpoch(clock.now / 1000, clock.zone).date(), clock);
    QDate day;
    qsizetype split = written.indexOf(u' ');
    if (split < 0 && !written.isEmpty())
        split = written.indexOf(u'T', 1); // not that of Today
    if (split < 0)
        return readDate(written, clock, day);
    if (!readDate(written.left(split), clock, day))
        return std::nullopt;
    return readClock(written.sliced(split + 1), day, clock);
}

std::optional<FilterSpan> readFilterTimes(const QString &written, const FilterClock &clock)
{
    const qsizetype dots = written.indexOf(".."_L1);
    if (dots < 0)
        return readFilterTime(written, clock);
    const QString first = written.left(dots);
    QString last = written.sliced(dots + 2);
    if (first.isEmpty() && last.isEmpty())
        return std::nullopt;
    FilterSpan span{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(), false};
    if (!first.isEmpty()) {
        const auto from = readFilterTime(first, clock);
        if (!from)
            return std::nullopt;
        span.begin = from->begin;
    }
    if (last.isEmpty())
        return span;
    static const QRegularExpression lastFigure(u"^\\d{1,2}$"_s);
    static const QRegularExpression figures(u"\\d+$"_s);
    const qsizetype behindDate = std::max(first.indexOf(u'T', 1), first.indexOf(u' '));
    if (lastFigure.match(last).hasMatch())
        last = QString(first).replace(figures, last.rightJustified(2, u'0'));
    else if (behindDate >= 0 && last.contains(u':') && !last.contains(u'T') && !last.contains(u' '))
        last = first.left(behindDate + 1) + last;
    const auto to = readFilterTime(last, clock);
    if (!to)
        return std::nullopt;
    span.end = to->isDays ? to->end : to->begin + 1;
    return span;
}

} // namespace livebelt
