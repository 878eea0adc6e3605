// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <utility>
#include <vector>

namespace livebelt {

/// Builds Record::fields: one flat JSON object, in the order in which its fields were added. A second field of the same
/// name is named "name:2", a third one "name:3". Keeps its memory for the next object.
/// Names and texts are UTF-8; invalid bytes become U+FFFD.
class FieldsBuilder
{
public:
    FieldsBuilder() = default;
    /// On top of fields that are there already.
    explicit FieldsBuilder(QByteArrayView base) { begin(base); }
    /// Begins anew, on top of these.
    void begin(QByteArrayView base);
    bool isEmpty() const { return m_json.isEmpty(); }

    /// What a protocol says of an item. An empty text is left out.
    void add(QByteArrayView name, QByteArrayView text);
    void add(QByteArrayView name, double value);
    void add(QByteArrayView name, qint64 value);

    /// What stands in an item: an empty text is a text, and null is a value.
    void addText(QByteArrayView name, QByteArrayView text);
    /// Every digit is kept. What is no number of JSON is added as one where it reads as that ("+1.50" -> 1.50), else as
    /// a text ("007", "NaN").
    void addNumber(QByteArrayView name, QByteArrayView written);
    void addBoolean(QByteArrayView name, bool value);
    void addNull(QByteArrayView name);
    /// json: a valid JSON value, without a line break outside of its texts.
    void addJson(QByteArrayView name, QByteArrayView json);

    /// The object, or nothing where nothing was added; leaves the builder empty.
    QByteArray take();

private:
    void addName(QByteArrayView name);
    bool isTaken(QByteArrayView name);
    bool mayBeInBase(QByteArrayView name) const;
    void readBase();

    TextBuilder m_json;          ///< without the last brace
    std::vector<size_t> m_names; ///< hashes of those that are there, but for those of a base that has not been read
    qsizetype m_unread = 0;      ///< so much of m_json is such a base
    QByteArray m_suffixed;
};

/// The name of a field without the number that FieldsBuilder has put behind it: "id" of "id:2".
QByteArray nameWithoutNumber(const QByteArray &name);

/// A number as JSON has it (RFC 8259 section 6): no "+1", "007", ".5".
bool isJsonNumber(QByteArrayView text);

/// text as a JSON string, quoted and escaped (RFC 8259 section 7). Invalid UTF-8 becomes U+FFFD.
void appendJsonString(TextBuilder &json, QByteArrayView text);
QByteArray jsonString(QByteArrayView text);

/// A finite number in the shortest form that reads back the same.
QByteArray shortestNumber(double value);

/// The fields of a record in order, for showing; values that are not strings are given as their JSON text.
QList<std::pair<QString, QString>> fieldList(const QByteArray &fields);

/// One field's value, or an empty text where there is none. Names are compared exactly.
QByteArray fieldValue(const QByteArray &fields, QByteArrayView name);

/// The same bytes, with everything that is not UTF-8 replaced by U+FFFD; shares the data where nothing was wrong.
QByteArray validUtf8(const QByteArray &bytes);
bool isValidUtf8(QByteArrayView bytes);

} // namespace livebelt
