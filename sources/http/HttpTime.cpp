// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpTime.h"

#include <QLocale>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

QString durationText(milliseconds duration)
{
    const double seconds = double(duration.count()) / 1e3;
    if (seconds < 120)
        return u"%1 s"_s.arg(seconds);
    return seconds < 7200 ? u"%1 min"_s.arg(seconds / 60) : u"%1 h"_s.arg(seconds / 3600);
}

std::optional<milliseconds> retryAfter(const QByteArray &value, const QDateTime &now)
{
    constexpr qint64 day = 24 * 3600;
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        const qint64 seconds = text.size() > 9 ? day : text.toLongLong();
        return std::chrono::seconds(std::min(seconds, day));
    }
    QDateTime when = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid())
        return std::nullopt;
    when.setTimeSpec(Qt::UTC);
    return milliseconds(std::clamp<qint64>(now.msecsTo(when), 0, day * 1000));
}

} // namespace livebelt
