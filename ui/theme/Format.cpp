// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Format.h"

#include "model/records/Fields.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

namespace livebelt::format {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("format", text);
}

/// Three significant digits, without exponents for anything a person meets.
QString digits(double number)
{
    const double size = std::abs(number);
    const int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4;
    QString text = QLocale().toString(number, 'f', decimals);
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

QString prefixed(double number, const QString &unit)
{
    static constexpr std::array<char16_t, 7> prefixes{u' ', u'k', u'M', u'G', u'T', u'P', u'E'};
    std::size_t step = 0;
    while (std::abs(number) >= 999.5 && step + 1 < prefixes.size()) {
        number /= 1000;
        ++step;
    }
    const QString text = digits(number);
    if (step == 0)
        return unit.isEmpty() ? text : text + u' ' + unit;
    return text + u' ' + QChar(prefixes[step]) + unit;
}

} // namespace

QString count(quint64 number)
{
    return QLocale().toString(qulonglong(number));
}

QString books(const FeedCounters &books)
{
    return words("%1 received: %2 stored, %3 not understood, %4 dropped, %5 waiting")
        .arg(count(books.received), count(books.stored), count(books.quarantined), count(books.dropped),
             count(books.waiting()));
}

QString bytes(qint64 number)
{
    return prefixed(double(number), u"B"_s);
}

QString rate(double perSecond)
{
    if (perSecond <= 0)
        return u"0/s"_s;
    if (perSecond >= 1e6)
        return QLocale().toString(perSecond / 1e6, 'f', 1) + u" M/s"_s;
    return QLocale().toString(perSecond, 'f', perSecond < 9.95 ? 1 : 0) + u"/s"_s;
}

QString duration(double seconds)
{
    if (!(seconds >= 1))
        return words("a moment");
    const auto whole = qint64(std::min(seconds, 1e12));
    if (whole < 60)
        return words("%1 s").arg(whole);
    if (whole < 3600)
        return words("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return words("%1 h %2 min").arg(count(quint64(whole / 3600))).arg(whole % 3600 / 60);
}

QString lag(double seconds)
{
    if (seconds < 0.9995)
        return words("%1 ms").arg(QLocale().toString(std::max(0.0, seconds) * 1000, 'f', 0));
    return words("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0));
}

bool takesPrefix(QByteArrayView unit)
{
    return unit == "By" || unit == "By/s" || unit == "bit/s" || unit == "Hz" || unit == "W" || unit == "V";
}

QString unitName(QByteArrayView unit)
{
    static constexpr std::array<std::pair<QByteArrayView, QStringView>, 6> names{{
        {"By", u"B"},
        {"By/s", u"B/s"},
        {"Cel", u"°C"},
        {"[degF]", u"°F"},
        {"1", u""},
        {"1/s", u"/s"},
    }};
    for (const auto &[ucum, name] : names) {
        if (unit == ucum)
            return name.toString();
    }
    return QString::fromUtf8(unit);
}

QString value(double number, QByteArrayView unit)
{
    if (!std::isfinite(number))
        return u"–"_s;
    const QString name = unitName(unit);
    if (takesPrefix(unit))
        return prefixed(number, name);
    if (std::abs(number) >= 1e15 || (number != 0 && std::abs(number) < 1e-4))
        return name.isEmpty() ? QLocale().toString(number, 'g', 4) : QLocale().toString(number, 'g', 4) + u' ' + name;
    if (name.isEmpty() || name.startsWith(u'/')) // "35/s"
        return digits(number) + name;
    return digits(number) + u' ' + name;
}

QString exactValue(double number, QByteArrayView unit)
{
    if (!std::isfinite(number))
        return u"–"_s;
    const QString name = unitName(unit);
    const QString digits = QString::fromLatin1(shortestNumber(number));
    return name.isEmpty() || name.startsWith(u'/') ? digits + name : digits + u' ' + name;
}

QString day(qint64 micros)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(micros / 1000).date(), QLocale::ShortFormat);
}

QString localTime(qint64 micros)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(micros / 1000);
    return time.toString(time.date() == QDate::currentDate() ? u"HH:mm:ss.zzz"_s : u"yyyy-MM-dd HH:mm:ss.zzz"_s);
}

QString fileName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool plain = c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' || c == u'+';
        if (plain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
        if (name.size() >= 80)
            break;
    }
    while (!name.isEmpty() && (name.front() == u'.' || name.front() == u'-'))
        name.remove(0, 1);
    while (!name.isEmpty() && (name.back() == u'.' || name.back() == u'-'))
        name.chop(1);
    return name.isEmpty() ? u"feed"_s : name;
}

} // namespace livebelt::format
