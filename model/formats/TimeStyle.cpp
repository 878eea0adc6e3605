// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/TimeStyle.h"

#include "model/records/Record.h"
#include "model/records/Timestamp.h"

#include <QDateTime>
#include <charconv>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 microsPerSecond = 1'000'000, microsPerMinute = 60 * microsPerSecond;

qint64 floorDiv(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

void appendNumber(TextBuilder &out, qint64 number)
{
    char digits[24];
    out += QByteArrayView(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}

/// -1.5 is one second and a half before 1970.
void appendSeconds(TextBuilder &out, qint64 micros)
{
    if (micros < 0)
        out += '-';
    const quint64 size = micros < 0 ? 0 - quint64(micros) : quint64(micros);
    appendNumber(out, qint64(size / microsPerSecond));
    char fraction[] = ".000000";
    quint64 rest = size % microsPerSecond;
    for (int i = 6; i > 0; --i, rest /= 10)
        fraction[i] = char('0' + rest % 10);
    out += QByteArrayView(fraction, 7);
}

std::optional<qint64> readNumber(QByteArrayView text)
{
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
    return error == std::errc() && end == text.end() && number != noTime ? std::optional(number) : std::nullopt;
}

std::optional<qint64> readScaled(QByteArrayView text, qint64 scale)
{
    const auto number = readNumber(text);
    qint64 micros = 0;
    return number && !__builtin_mul_overflow(*number, scale, &micros) ? std::optional(micros) : std::nullopt;
}

std::optional<qint64> readSeconds(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    if (dot < 0)
        return readScaled(text, microsPerSecond);
    QByteArray fraction = text.sliced(dot + 1).toByteArray();
    if (fraction.isEmpty() ||
        !std::all_of(fraction.begin(), fraction.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    fraction = fraction.leftJustified(6, '0', true);
    return readNumber(text.first(dot).toByteArray() + fraction);
}

std::optional<qint64> readPlain(QByteArrayView text, const QTimeZone &zone)
{
    const auto asUtc = fromRfc3339(text.toByteArray() + 'Z');
    if (!asUtc)
        return std::nullopt;
    const qint64 millis = floorDiv(*asUtc, 1000);
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(millis, Qt::UTC);
    const QDateTime here(there.date(), there.time(), zone);
    return here.toMSecsSinceEpoch() * 1000 + (*asUtc - millis * 1000);
}

} // namespace

Result<TimeFormat> timeFormatNamed(const QString &name)
{
    static const QStringList names{u"rfc3339"_s, u"plain"_s, u"unix"_s, u"unix-ms"_s, u"unix-us"_s};
    const qsizetype at = names.indexOf(name);
    return at >= 0 ? Result(TimeFormat(at))
                   : Failure{u"There is no time format “%1”: choose one of %2"_s.arg(name, names.join(u", "_s))};
}

Result<QTimeZone> timeZoneNamed(const QString &name)
{
    if (name.compare("local"_L1, Qt::CaseInsensitive) == 0)
        return QTimeZone::systemTimeZone();
    const QTimeZone zone =
        name.compare("UTC"_L1, Qt::CaseInsensitive) == 0 ? QTimeZone::utc() : QTimeZone(name.toUtf8());
    return zone.isValid()
               ? Result(zone)
               : Failure{u"There is no time zone “%1”: write it as UTC, local, Europe/Berlin or UTC+02:00"_s.arg(name)};
}

qint64 TimeWriter::offsetAt(qint64 micros)
{
    const qint64 quarter = floorDiv(micros, 15 * microsPerMinute);
    if (quarter != m_quarter) {
        m_quarter = quarter;
        const auto moment = QDateTime::fromMSecsSinceEpoch(floorDiv(micros, 1000), Qt::UTC);
        m_offset = m_style.zone.offsetFromUtc(moment) / 60;
    }
    return m_offset;
}

void TimeWriter::append(TextBuilder &out, qint64 micros)
{
    if (micros == noTime)
        return;
    if (m_style.format == TimeFormat::Seconds)
        return appendSeconds(out, micros);
    if (m_style.format == TimeFormat::Milliseconds)
        return appendNumber(out, floorDiv(micros, 1000));
    QByteArray text = m_style.format == TimeFormat::Microseconds ? QByteArray() : toRfc3339(micros);
    if (text.isEmpty())
        return appendNumber(out, micros);
    const qint64 offset = m_style.zone == QTimeZone::utc() ? 0 : offsetAt(micros);
    if (offset != 0)
        text = toRfc3339(micros + offset * microsPerMinute);
    if (text.isEmpty())
        return appendNumber(out, micros);
    if (m_style.format == TimeFormat::Plain) {
        text[10] = ' ';
        text.chop(1);
    } else if (offset != 0) {
        const qint64 size = std::abs(offset);
        const char zone[] = {offset < 0 ? '-' : '+',     char('0' + size / 600),    char('0' + size / 60 % 10), ':',
                             char('0' + size % 60 / 10), char('0' + size % 60 % 10)};
        text.chop(1);
        text.append(zone, sizeof(zone));
    }
    out += text;
}

std::optional<qint64> readTime(QByteArrayView text, const TimeStyle &style)
{
    if (text.size() > 10 && text[4] == '-' && text[7] == '-') {
        const auto time = fromRfc3339(text);
        return time || style.format != TimeFormat::Plain ? time : readPlain(text, style.zone);
    }
    switch (style.format) {
    case TimeFormat::Seconds:
        return readSeconds(text);
    case TimeFormat::Milliseconds:
        return readScaled(text, 1000);
    default:
        return readNumber(text);
    }
}

} // namespace livebelt
