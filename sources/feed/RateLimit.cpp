// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/RateLimit.h"

#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <array>
#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds shortest = 1s;

milliseconds bounded(double seconds)
{
    constexpr double most = std::chrono::duration<double>(longestRateLimit).count();
    return milliseconds(qint64(std::clamp(seconds, 0.0, most) * 1000));
}

/// Seconds to go, as most say, or seconds (or milliseconds) since 1970, as GitHub says.
std::optional<milliseconds> resetIn(const QByteArray &text, const QDateTime &now)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0)
        return retryAfter(text, now);
    constexpr double firstTime = 1e9, firstMilliseconds = 1e11;
    const double seconds = number >= firstMilliseconds ? number / 1000 : number;
    return bounded(seconds >= firstTime ? seconds - double(now.toMSecsSinceEpoch()) / 1000 : seconds);
}

/// An item of a list such as `"default";r=0;t=30` or `limit=100, remaining=0, reset=30`.
QByteArray item(const QByteArray &header, QByteArrayView shortName, QByteArrayView name)
{
    QByteArray items = header;
    const QList<QByteArray> parts = items.replace(',', ';').split(';');
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray key = part.left(equals).trimmed().toLower();
        if (equals > 0 && (key == shortName || key == name))
            return part.mid(equals + 1).trimmed();
    }
    return {};
}

bool isZero(const QByteArray &number)
{
    bool isNumber = false;
    return number.trimmed().toDouble(&isNumber) <= 0 && isNumber;
}

bool mayMeanALimit(int status)
{
    return status == 403 || status == 408 || status == 425 || status == 429 || status >= 500;
}

} // namespace

std::optional<milliseconds> retryAfter(const QByteArray &value, const QDateTime &now)
{
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return bounded(text.toDouble());
    QDateTime when = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!when.isValid())
        return std::nullopt;
    when.setTimeZone(QTimeZone::utc());
    return bounded(double(now.msecsTo(when)) / 1000);
}

std::optional<milliseconds> rateLimitWait(int status, const HeaderOf &header, const QDateTime &now)
{
    if (!mayMeanALimit(status))
        return std::nullopt;
    if (const auto after = retryAfter(header("Retry-After"), now))
        return std::max(*after, shortest);
    const QByteArray both = header("RateLimit");
    std::array left{item(both, "r", "remaining"), header("RateLimit-Remaining"), header("X-RateLimit-Remaining"),
                    header("X-Rate-Limit-Remaining")};
    const std::array resets{item(both, "t", "reset"), header("RateLimit-Reset"), header("X-RateLimit-Reset-After"),
                            header("X-RateLimit-Reset"), header("X-Rate-Limit-Reset")};
    if (status != 429 && std::none_of(left.begin(), left.end(), isZero))
        return std::nullopt;
    for (const QByteArray &reset : resets) {
        if (reset.isEmpty())
            continue;
        if (const auto wait = resetIn(reset, now))
            return std::max(*wait, shortest);
    }
    return std::nullopt;
}

QString clockText(milliseconds wait, const QDateTime &now)
{
    const QDateTime local = now.toLocalTime(), when = local.addMSecs(wait.count());
    return when.toString(when.date() == local.date() ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace livebelt
