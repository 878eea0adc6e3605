// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include "model/records/Record.h"
#include "sources/parse/unpack/PayloadUnpacker.h"

#include <QStringList>
#include <memory>

namespace livebelt {

class LogFormatsOnDemand;

/// How the items of a feed are understood: the query items parse, decode, precision, pattern, columns, separator,
/// value, subject, time, text, unit and level of an address. A value.
struct ParserOptions
{
    /// "auto", "json", "csv", "logfmt", "influx", "syslog", "nmea", "log" (lines of programs), "readings"
    /// (of sensors),
    /// "regex", "prometheus", "cbor", "msgpack", "sparkplug", "raw" (bytes) or "text" (plain lines).
    QString format;
    Packing packing = Packing::None; ///< of each item, decode=
    QString precision;               ///< of the times of InfluxDB's lines; empty: what their size makes likely
    QString pattern;                 ///< regex with named groups
    QStringList columns;             ///< names of the CSV columns; empty: the first line has them, or they are numbered
    QString separator;               ///< of CSV: one character; empty: found by itself
    /// Which field becomes which part of the record; empty: the usual names are looked for. JSON: a.b for nested ones.
    QString value, subject, time, text, unit, level;
    QString zone;                          ///< tz=: of times that name none; empty: that of this machine
    QString timeFormat;                    ///< timeformat=, as of strptime(3); empty: every usual form
    RecordKind kind = RecordKind::Message; ///< of an item that is no measurement
    /// The items are messages of many senders: auto decides for each by itself, and learns nothing.
    bool isMixed = false;
    bool mayNotFit = false; ///< an item that is not of the format is a text, and nothing is said of it
    /// Lines that continue a record, as stack traces do, are of it; not with frame=line.
    bool joinsLines = true;
    std::shared_ptr<LogFormatsOnDemand> logFormats{}; ///< null: those of the program alone

    static Result<ParserOptions> from(const FeedAddress &address, const QString &format = QStringLiteral("auto"));
    static QList<FeedParameter> parameters(const QString &format = QStringLiteral("auto"));
};

} // namespace livebelt
