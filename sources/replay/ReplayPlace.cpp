// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayPlace.h"

#include <QDateTime>
#include <QRegularExpression>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr double farthest = 100.0 * 366 * 86'400;

std::optional<qint64> distanceIn(const QString &text)
{
    static const QRegularExpression form(u"^([+-])(\\d+(?:\\.\\d+)?)(ms|s|m|h)?$"_s);
    const auto match = form.match(text);
    const QString unit = match.captured(3);
    const double factor = unit == u"ms" ? 0.001 : unit == u"m" ? 60 : unit == u"h" ? 3600 : 1;
    const double seconds = match.captured(2).toDouble() * factor;
    if (!match.hasMatch() || seconds > farthest)
        return std::nullopt;
    const auto micros = qint64(seconds * double(second));
    return match.captured(1) == u"-" ? -micros : micros;
}

std::optional<qint64> clockIn(const QString &text)
{
    for (const QString &form : {u"HH:mm:ss.zzz"_s, u"HH:mm:ss"_s, u"HH:mm"_s}) {
        if (const QTime time = QTime::fromString(text, form); time.isValid())
            return qint64(time.msecsSinceStartOfDay()) * 1000;
    }
    return std::nullopt;
}

} // namespace

Result<ReplayPlace> ReplayPlace::from(const QString &text)
{
    const QString place = text.trimmed();
    if (place.startsWith(u"seq:"_s)) {
        bool isNumber = false;
        const qint64 seq = place.sliced(4).toLongLong(&isNumber);
        if (isNumber && seq > 0)
            return ReplayPlace{Kind::Seq, seq};
    } else if (const auto distance = distanceIn(place)) {
        return ReplayPlace{Kind::Distance, *distance};
    } else if (const auto clock = clockIn(place)) {
        return ReplayPlace{Kind::Clock, *clock};
    } else if (const QDateTime time = QDateTime::fromString(place, Qt::ISODateWithMs);
               time.isValid() && place.contains(u'-')) {
        return ReplayPlace{Kind::Time, time.toMSecsSinceEpoch() * 1000};
    }
    return Failure{
        u"“%1” is no place in a recording: write a time as 12:30:00 or 2026-11-22T12:30:00Z, a distance as +90s "
        "or +5m, or a record as seq:120"_s.arg(text)};
}

} // namespace livebelt
