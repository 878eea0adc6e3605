// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <utility>

namespace livebelt {

/// Builds Record::fields: one flat JSON object with string and number values, in the order they were added. It keeps
/// its memory for the next object.
class FieldsBuilder
{
public:
    FieldsBuilder() = default;
    /// On top of fields that are there already.
    explicit FieldsBuilder(QByteArrayView base) { begin(base); }
    /// Begins anew, on top of these.
    void begin(QByteArrayView base);

    /// An empty value is left out. name and value are UTF-8; invalid bytes become U+FFFD.
    void add(QByteArrayView name, QByteArrayView value);
    void add(QByteArrayView name, double value);
    void add(QByteArrayView name, qint64 value);
    /// The object, or nothing where nothing was added; leaves the builder empty.
    QByteArray take();

private:
    void addName(QByteArrayView name);
    TextBuilder m_json; ///< without the last brace
};

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
