// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/ZoneRule.h"

#include "sources/parse/values/TimeWords.h"

#include <QDateTime>
#include <ctime>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86'400;

std::tm localAt(qint64 utc)
{
    const std::time_t seconds = utc;
    std::tm local{};
    localtime_r(&seconds, &local);
    return local;
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

ZoneRule::ZoneRule() : m_kind(Kind::Local)
{
    tzset();
    readAbbreviations();
}

ZoneRule::ZoneRule(int seconds) : m_kind(Kind::Fixed), m_seconds(seconds) {}

ZoneRule::ZoneRule(QTimeZone zone) : m_kind(Kind::Named), m_zone(std::move(zone))
{
    readAbbreviations();
}

ZoneRule ZoneRule::fixed(int seconds)
{
    return ZoneRule(seconds);
}

Result<ZoneRule> ZoneRule::from(QByteArrayView name)
{
    if (name.isEmpty() || name.compare("local", Qt::CaseInsensitive) == 0)
        return ZoneRule();
    if (name.compare("UTC", Qt::CaseInsensitive) == 0 || name == "GMT")
        return ZoneRule(0);
    ByteCursor cursor(name);
    if (std::optional<int> offset; readOffset(cursor, offset) && cursor.isAtEnd())
        return ZoneRule(*offset);
    if (QTimeZone zone(name.toByteArray()); zone.isValid())
        return ZoneRule(std::move(zone));
    return Failure{
        u"“%1” is no time zone: it is written as UTC, +01:00, Europe/Berlin or local"_s.arg(QString::fromUtf8(name))};
}

int ZoneRule::offsetAt(qint64 utc) const
{
    switch (m_kind) {
    case Kind::Fixed:
        return m_seconds;
    case Kind::Local:
        return int(localAt(utc).tm_gmtoff);
    case Kind::Named:
        break;
    }
    return m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC));
}

int ZoneRule::offsetFor(qint64 shown) const
{
    const int before = offsetAt(shown - day), after = offsetAt(shown + day);
    if (before == after)
        return before;
    if (offsetAt(shown - before) == before)
        return before;
    return offsetAt(shown - after) == after ? after : before;
}

qint64 ZoneRule::toUtc(qint64 shown)
{
    if (m_kind == Kind::Fixed)
        return shown - m_seconds;
    constexpr qint64 quarter = 900; // clocks are set at none but a quarter of an hour
    if (const qint64 wanted = floorDiv(shown, quarter); wanted != m_quarter) {
        m_offset = offsetFor(shown);
        m_quarter = wanted;
    }
    return shown - m_offset;
}

QByteArray ZoneRule::abbreviationAt(qint64 utc) const
{
    if (m_kind == Kind::Local)
        return localAt(utc).tm_zone;
    return m_zone.abbreviation(QDateTime::fromSecsSinceEpoch(utc, Qt::UTC)).toLatin1();
}

void ZoneRule::readAbbreviations()
{
    const int year = QDate::currentDate().year();
    for (const int half : {0, 1}) {
        const qint64 utc = QDateTime(QDate(year, half == 0 ? 1 : 7, 1), QTime(0, 0), Qt::UTC).toSecsSinceEpoch();
        m_abbreviations[size_t(half)] = {abbreviationAt(utc), offsetAt(utc)};
    }
}

std::optional<int> ZoneRule::offsetOf(QByteArrayView abbreviation) const
{
    for (const Abbreviation &own : m_abbreviations) {
        if (!own.name.isEmpty() && abbreviation == own.name)
            return own.offset;
    }
    return std::nullopt;
}

} // namespace livebelt
