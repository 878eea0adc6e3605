// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/ParserOptions.h"

#include "sources/feed/Parameters.h"
#include "sources/parse/readings/InfluxLine.h"
#include "sources/parse/values/TimeReader.h"

#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QStringList formats()
{
    return {u"auto"_s,     u"json"_s,  u"csv"_s,        u"logfmt"_s, u"influx"_s,  u"syslog"_s,    u"nmea"_s, u"log"_s,
            u"readings"_s, u"regex"_s, u"prometheus"_s, u"cbor"_s,   u"msgpack"_s, u"sparkplug"_s, u"text"_s, u"raw"_s};
}

QStringList precisions()
{
    return {u"auto"_s, u"ns"_s, u"us"_s, u"ms"_s, u"s"_s, u"m"_s, u"h"_s};
}

/// What is wrong with the pattern, or an empty text.
QString patternProblem(const QString &pattern)
{
    if (pattern.isEmpty())
        return u"With ?parse=regex give the expression, with named groups: ?pattern=(?<sensor>\\w+)=(?<value>[0-9.]+)"_s;
    const QRegularExpression expression(pattern);
    if (!expression.isValid()) {
        return u"?pattern= is no regular expression: %1 at character %2"_s.arg(expression.errorString())
            .arg(expression.patternErrorOffset() + 1);
    }
    if (expression.captureCount() == 0)
        return u"?pattern= has no groups: put what you want to have into named ones, like (?<value>[0-9.]+)"_s;
    return {};
}

} // namespace

Result<ParserOptions> ParserOptions::from(const FeedAddress &address, const QString &format)
{
    ParserOptions options;
    options.pattern = address.query(u"pattern"_s);
    options.format = address.query(u"parse"_s, options.pattern.isEmpty() ? format : u"regex"_s);
    if (!formats().contains(options.format))
        return Failure{u"?parse=%1 is not known: it is %2"_s.arg(options.format, formats().join(u", "_s))};
    const QString packing = address.query(u"decode"_s);
    if (!packingFromName(packing))
        return Failure{u"?decode=%1 is not known: it is %2"_s.arg(packing, packingNames().join(u", "_s))};
    options.packing = *packingFromName(packing);
    options.precision = address.query(u"precision"_s);
    if (options.precision == u"auto")
        options.precision.clear();
    if (!options.precision.isEmpty() && !influxMicros(0, options.precision.toUtf8()))
        return Failure{u"?precision=%1 is not known: it is %2"_s.arg(options.precision, precisions().join(u", "_s))};
    if (options.format == u"regex") {
        const QString problem = patternProblem(options.pattern);
        if (!problem.isEmpty())
            return Failure{problem};
    }
    options.columns = address.query(u"columns"_s).split(u',', Qt::SkipEmptyParts);
    options.separator = address.query(u"separator"_s);
    if (options.separator == u"tab" || options.separator == u"\\t")
        options.separator = u"\t"_s;
    const QByteArray separator = options.separator.toUtf8();
    if (separator.size() > 1 || separator == "\"" || separator == "\n") {
        return Failure{u"?separator=%1 does not separate columns: it is one character, like , or ; or tab"_s.arg(
            options.separator)};
    }
    options.value = address.query(u"value"_s);
    options.subject = address.query(u"subject"_s);
    options.time = address.query(u"time"_s);
    options.text = address.query(u"text"_s);
    options.unit = address.query(u"unit"_s);
    options.level = address.query(u"level"_s);
    options.zone = address.query(u"tz"_s);
    options.timeFormat = address.query(u"timeformat"_s);
    options.joinsLines = address.query(u"frame"_s) != u"line";
    if (const auto times = TimeReader::from(options.zone.toUtf8(), options.timeFormat.toUtf8()); !times)
        return Failure{times.error()};
    return options;
}

QList<FeedParameter> ParserOptions::parameters(const QString &format)
{
    return Parameters()
        .choice("parse", "Format", "How an item is read; auto finds it by the first ones.", formats())
        .fallback(format)
        .choice("decode", "Unpack", "How each item is packed; what comes out of it, up to 16 MB, is what is read.",
                packingNames())
        .fallback("none")
        .choice("precision", "Precision",
                "What the times in InfluxDB's lines count; their size tells where left empty.", precisions())
        .text("pattern", "Pattern", "Regular expression with named groups: (?<sensor>\\w+): (?<value>[0-9.]+).")
        .text("columns", "Columns", "Names of the CSV columns, with commas, where no first line has them.")
        .text("separator", "Separator", "Of CSV: one character, or tab; found by itself where left empty.")
        .text("value", "Value field", "The number to measure; the first that is there of several with commas.")
        .text("subject", "Subject field", "Which field says what it is about: topic, sensor, host.")
        .text("time", "Time field", "Which field has the time: RFC 3339, or a count since 1970.")
        .text("text", "Text field", "Which field a person reads.")
        .text("unit", "Unit field", "Which field has the unit of the value.")
        .text("tz", "Time zone", "Of times that name none: UTC, +02:00, Europe/Berlin; that of this machine otherwise.")
        .text("timeformat", "Time format", "Where the time is written in a form of its own: %d.%m.%Y %H:%M:%S.")
        .text("level", "Level field", "Which field says how serious it is: info, error, a number of syslog.");
}

} // namespace livebelt
