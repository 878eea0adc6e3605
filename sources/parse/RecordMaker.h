// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/NamedValue.h"
#include "sources/parse/ParserOptions.h"

#include <vector>

namespace livebelt {

/// Makes one record of the named values of an item: finds out which of them are its time, subject, text, value and unit
/// (as the options say, or by their usual names), and keeps the others as fields.
///
/// It is a Measurement where a value is named, or where there is one number and no text; its subject then ends with the
/// number's name, unless that only says "value": "kitchen/temperature". The text is the item where nothing is it.
/// Several values named in the options, with commas, make a Measurement each; the first has all fields.
/// Keeps its memory from one item to the next; names and values are looked at until make() has returned.
class RecordMaker
{
public:
    explicit RecordMaker(const ParserOptions &options);

    /// A text; a number where it reads as one and `isTyped` does not say that the item knows better.
    void add(QByteArrayView name, QByteArrayView text, bool isTyped = false);
    void add(QByteArrayView name, double number);
    void add(QByteArrayView name, qint64 number);
    bool isEmpty() const { return m_count == 0; }
    void clear() { m_count = 0; }

    /// Appends the record, and forgets the values. item: where the text comes from when nothing named is it.
    void make(const QByteArray &item, qint64 received, Records &records);

private:
    NamedValue &next(QByteArrayView name);
    Meaning meaning(QByteArrayView name) const;
    NamedValue *best(Role role);
    bool takeValue(Record &record, bool hasText, QByteArrayView &quantity);
    void takeTime(Record &record);
    QByteArray fields();
    void appendFurther(size_t at, const QByteArray &subject, Records &records);

    std::vector<QByteArray> m_values; ///< the names that the options give
    QByteArray m_subject, m_time, m_text, m_unit;
    RecordKind m_kind;
    std::vector<NamedValue> m_cells; ///< the first m_count are those of this item
    size_t m_count = 0;
    TextBuilder m_json;
};

} // namespace livebelt
