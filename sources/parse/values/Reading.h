// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Record.h"
#include "model/records/UsualNames.h"
#include "sources/parse/ParserOptions.h"
#include "sources/parse/values/Arrival.h"
#include "sources/parse/values/ReadingRoles.h"
#include "sources/parse/values/TimeReader.h"

#include <vector>

namespace livebelt {

/// What a format has read in one item: named, typed values, of which one record is made. Every value becomes a field;
/// the record's time, level, subject, text, value and unit are copies of those that the options name, or of those with
/// the usual names (UsualNames.h).
///
/// The record is a Measurement where a value is named, or where there is one number and no text.
/// The text is the item where nothing is it; else raw is the item.
/// Keeps its memory from one item to the next. Names and values are looked at until make() has returned. One thread.
class Reading
{
public:
    explicit Reading(const ParserOptions &options);

    /// For the items from here on; what the options name goes before them.
    void setRoles(ReadingRoles roles);

    void clear();
    bool isEmpty() const { return m_count == 0; }

    void addText(QByteArrayView name, QByteArrayView text) { add(name, text, Type::Text); }
    /// written: as it stands in the item, every digit of it.
    void addNumber(QByteArrayView name, QByteArrayView written) { add(name, written, Type::Number); }
    void addBoolean(QByteArrayView name, bool value) { add(name, value ? "true" : "false", Type::Json); }
    void addNull(QByteArrayView name) { add(name, "null", Type::Null); }
    /// json: a valid JSON value on one line.
    void addJson(QByteArrayView name, QByteArrayView json) { add(name, json, Type::Json); }
    /// A number where it reads as one, else a text: of formats that have no types.
    void addUntyped(QByteArrayView name, QByteArrayView text);

    /// What the format itself says of the item; goes before what its values would give.
    void setTime(qint64 micros) { m_ownTime = micros; }
    void setLevel(Level level) { m_ownLevel = level; }
    void setSubject(QByteArrayView subject) { m_ownSubject = subject; }
    void setText(QByteArrayView text) { m_ownText = text; }
    /// Which of the values is the main number, and its unit (UCUM).
    void setValue(QByteArrayView name, QByteArrayView unit = {});

    /// The first of several values is the time where it is written as one, whatever its name, and no other is: of
    /// tables.
    void setTimeMayBeFirst() { m_timeMayBeFirst = true; }

    /// The item is a JSON object of these values on one line: it is the record's fields as well, and not written again,
    /// unless a name is in it twice.
    void setIsFields() { m_isFields = true; }

    /// Makes the record of the item, and forgets the values.
    Record made(const QByteArray &item, Arrival arrival);
    void make(const QByteArray &item, Arrival arrival, Records &records) { records.push_back(made(item, arrival)); }

private:
    enum class Type : quint8 { Text, Number, Null, Json };
    struct Cell
    {
        QByteArray known; ///< the name that meaning is of: items of a feed have the same names at the same places
        Meaning meaning;
        QByteArrayView name, written;
        Type type = Type::Text;
    };

    void add(QByteArrayView name, QByteArrayView written, Type type);
    Meaning meaning(QByteArrayView name) const;
    const Cell *best(Role role) const;
    void takeTime(Record &record, qint64 written);
    qint64 firstAsTime(qint64 written);
    std::optional<qint64> dateAndClock(qint64 written);
    void takeLevel(Record &record) const;
    void takeValue(Record &record, bool hasText) const;
    void takeText(Record &record, const QByteArray &item, QByteArrayView text) const;
    bool hasTwice();
    QByteArray fields(const QByteArray &item);

    std::vector<QByteArray> m_values; ///< the names that the options give
    QByteArray m_subject, m_time, m_text, m_unit, m_level;
    RecordKind m_kind;
    TimeReader m_times;
    ReadingRoles m_roles;
    std::vector<Cell> m_cells; ///< the first m_count are those of this item
    size_t m_count = 0;
    bool m_isFields = false;
    bool m_timeMayBeFirst = false;
    bool m_isKnownShape = false; ///< no name has changed since hasTwice() looked, at so many
    size_t m_shape = 0;
    bool m_shapeHasTwice = false;
    qint64 m_ownTime = noTime;
    Level m_ownLevel = Level::None;
    QByteArrayView m_ownSubject, m_ownText, m_ownValue, m_ownUnit;
    FieldsBuilder m_builder;
};

} // namespace livebelt
