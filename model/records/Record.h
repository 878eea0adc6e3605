// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Level.h"

#include <QByteArray>
#include <QMetaType>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace livebelt {

enum class RecordKind : quint8 { Message, Measurement, Event, Row, Notice };

/// The word for a kind in captures, exports and filters: "message", "measurement", "event", "row", "notice".
QByteArray kindName(RecordKind kind);
std::optional<RecordKind> kindFromName(QByteArrayView name);

/// Absent time.
inline constexpr qint64 noTime = std::numeric_limits<qint64>::min();

/// Where a feed can continue after a record: a file and an offset, an event id, the last value of a column. A capture
/// keeps the newest value of each key of a feed, in the transaction that stores the record.
struct ResumePoint
{
    QByteArray key;   ///< which part of the feed: a file, a channel; empty where there is only one
    QByteArray value; ///< in the feed's own form
    friend bool operator==(const ResumePoint &, const ResumePoint &) = default;
};
using ResumePoints = std::vector<ResumePoint>; ///< one for each key

/// How the bytes of a record ended where it is one of a stream.
enum class ItemEnd : quint8 {
    LineFeed, ///< and for what is no item of a stream
    CarriageReturnLineFeed,
    CarriageReturn, ///< of a line of progress
    InRaw,          ///< raw has the end
    None            ///< no end: the last line of a stream, or one that was shown before it was complete
};

/// One item of a feed, as it travels from the source to the capture, the lists and the exports. A plain value.
/// Every text is UTF-8 and always valid UTF-8; an empty one is absent.
///
/// One arrival is one record, and keeps every byte of it: raw, or text where there is no raw. Whatever was read in it
/// (time, value, level, subject, fields) is a copy.
struct Record
{
    quint64 seq = 0;          ///< 1, 2, 3, ... in its feed without holes; 0 until the capture has numbered it
    qint64 received = noTime; ///< when it arrived: microseconds since 1970-01-01 UTC
    qint64 time = noTime;     ///< when the source says it happened: the same unit, or noTime
    double value = std::numeric_limits<double>::quiet_NaN(); ///< its main number, or NaN
    RecordKind kind = RecordKind::Message;
    Level level = Level::None;
    ItemEnd end = ItemEnd::LineFeed;
    bool continues = false; ///< the line that the record before it began
    QByteArray subject;     ///< author, topic, sensor, table; of a Notice its type
    QByteArray text;        ///< what a person reads
    QByteArray unit;        ///< of value, UCUM where there is one: "%", "Cel", "By/s"
    QByteArray fields;      ///< what was read in it: one flat JSON object (Fields.h), or empty
    QByteArray raw;         ///< the bytes as they came, where text is not exactly these
    /// Set by feeds that can resume. Travels with the record to the capture, and no further.
    std::shared_ptr<const ResumePoint> resume{};

    bool hasValue() const { return !std::isnan(value); }
    /// The bytes that arrived.
    QByteArrayView arrived() const { return raw.isEmpty() ? text : raw; }
    /// The source's time where there is one, else the arrival.
    qint64 when() const { return time == noTime ? received : time; }
    /// What it occupies in memory, roughly, in bytes: for bounds on buffers.
    qsizetype footprint() const
    {
        return qsizetype(sizeof(Record)) + subject.size() + text.size() + unit.size() + fields.size() + raw.size();
    }
};

using Records = std::vector<Record>;

} // namespace livebelt

Q_DECLARE_METATYPE(livebelt::Record)
