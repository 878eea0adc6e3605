// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/TimeReader.h"

#include "model/records/Record.h"
#include "sources/parse/values/TimeParts.h"

#include <chrono>

namespace livebelt {

namespace {

constexpr qint64 microsPerSecond = 1'000'000, secondsPerDay = 86'400;

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// In seconds since 1970 UTC.
qint64 atClock(const TimeParts &parts, qint64 day, ZoneRule &zone)
{
    const qint64 shown = day * secondsPerDay + parts.hour * 3600 + parts.minute * 60 + parts.second;
    return parts.offset ? shown - *parts.offset : zone.toUtc(shown);
}

std::optional<qint64> inYear(const TimeParts &parts, int year, ZoneRule &zone)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year}, month{unsigned(parts.month)}, day{unsigned(parts.day)}};
    if (!date.ok() || year < 0 || year > 9999)
        return std::nullopt;
    return atClock(parts, sys_days{date}.time_since_epoch().count(), zone);
}

} // namespace

TimeReader::TimeReader(ZoneRule zone, TimeFormSet forms, std::vector<TimePattern> patterns)
    : m_zone(std::move(zone)), m_forms(forms), m_patterns(std::move(patterns))
{
}

Result<TimeReader> TimeReader::from(QByteArrayView zone, QByteArrayView format)
{
    auto rule = ZoneRule::from(zone);
    if (!rule)
        return Failure{rule.error()};
    if (format.isEmpty())
        return TimeReader(*std::move(rule));
    auto pattern = TimePattern::from(format);
    if (!pattern)
        return Failure{pattern.error()};
    std::vector<TimePattern> patterns;
    patterns.push_back(*std::move(pattern));
    return TimeReader(*std::move(rule), TimeFormSet(), std::move(patterns));
}

std::optional<ReadTime> TimeReader::read(QByteArrayView text, qint64 reference)
{
    const auto found = [&](const ByteCursor &cursor, const TimeParts &parts, TimeForm form,
                           qsizetype pattern) -> std::optional<ReadTime> {
        ZoneRule *named = parts.zone.isEmpty() ? nullptr : zoneNamed(parts.zone);
        const std::optional<qint64> seconds = completed(parts, named ? *named : m_zone, reference);
        if (!seconds)
            return std::nullopt;
        ReadTime time;
        time.time = *seconds * microsPerSecond + parts.nanos / 1000;
        time.nanos = parts.nanos % 1000;
        time.used = parts.zone.isEmpty() || named ? cursor.at() : parts.beforeZone;
        time.form = form;
        time.pattern = pattern;
        time.hasZone = parts.offset || parts.epoch || named;
        return time;
    };
    for (size_t i = 0; i < m_patterns.size(); ++i) {
        ByteCursor cursor(text);
        TimeParts parts;
        if (m_patterns[i].read(cursor, parts, m_zone)) {
            if (const auto time = found(cursor, parts, TimeForm::Pattern, qsizetype(i)))
                return time;
        }
    }
    if (m_forms.isEmpty())
        return std::nullopt;
    ByteCursor cursor(text);
    TimeParts parts;
    const std::optional<TimeForm> form = readTimeForm(cursor, parts, m_forms, m_zone);
    return form ? found(cursor, parts, *form, -1) : std::nullopt;
}

std::optional<ReadTime> TimeReader::readWhole(QByteArrayView text, qint64 reference)
{
    text = text.trimmed();
    const std::optional<ReadTime> time = read(text, reference);
    return time && time->used == text.size() ? time : std::nullopt;
}

ZoneRule *TimeReader::zoneNamed(QByteArrayView name)
{
    if (m_name != name) {
        m_name = name.toByteArray();
        auto zone = ZoneRule::from(m_name);
        m_named = zone ? std::optional(*std::move(zone)) : std::nullopt;
    }
    return m_named ? &*m_named : nullptr;
}

std::optional<qint64> TimeReader::completed(const TimeParts &parts, ZoneRule &zone, qint64 reference)
{
    if (parts.epoch)
        return parts.epoch;
    if (parts.year && parts.month > 0)
        return inYear(parts, *parts.year, zone);
    if (reference == noTime)
        return std::nullopt;
    using namespace std::chrono;
    const qint64 now = floorDiv(reference, microsPerSecond);
    const qint64 shown = now + (parts.offset ? *parts.offset : zone.offsetAt(now));
    const qint64 today = floorDiv(shown, secondsPerDay);
    if (parts.month == 0) {
        constexpr qint64 half = secondsPerDay / 2;
        const qint64 time = atClock(parts, today, zone);
        return time > now + half ? atClock(parts, today - 1, zone) : time;
    }
    constexpr int betweenLeapYears = 8; // 1896 to 1904
    const int year = int(year_month_day{sys_days{days{today}}}.year()) + 1;
    for (int candidate = year; candidate >= year - betweenLeapYears - 1; --candidate) {
        if (const auto time = inYear(parts, candidate, zone); time && *time <= now + secondsPerDay)
            return time;
    }
    return std::nullopt;
}

} // namespace livebelt
