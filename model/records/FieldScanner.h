// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVarLengthArray>

namespace livebelt {

/// Walks over Record::fields in place: no copy, no allocation as long as nothing in it is escaped.
/// Refers to the JSON it was given. Stops at the first thing that is no field; looks at the shape of numbers no closer.
class FieldScanner
{
public:
    explicit FieldScanner(QByteArrayView json);

    /// Goes to the next field; false at the end.
    bool next();
    /// Goes on to the first field of that name; false where there is none.
    bool find(QByteArrayView name);

    QByteArray name() const;
    /// Whether name() stands in the JSON as it is; then plainName() is it.
    bool isPlainName() const { return !m_nameEscaped; }
    QByteArrayView plainName() const { return m_name; }
    /// A string without quotes and escapes; anything else as its JSON text.
    QByteArray value() const;
    /// The same, without a copy where it has no escapes; else in room, and on the heap only where it is long.
    using Room = QVarLengthArray<char, 512>;
    QByteArrayView valueIn(Room &room) const;
    bool isString() const { return m_isString; }

    /// Whether value() stands in the JSON as it is; then plainValue() is it.
    bool isPlainValue() const { return !m_valueEscaped; }
    QByteArrayView plainValue() const { return m_value; }

private:
    void skipSpace();
    bool take(char c);
    bool takeString(QByteArrayView &content, bool &escaped);
    bool takeOther(QByteArrayView &content);

    QByteArrayView m_json;
    qsizetype m_at = 0;
    QByteArrayView m_name, m_value; ///< of strings, what is between the quotes
    bool m_nameEscaped = false, m_valueEscaped = false, m_isString = false, m_first = true;
};

} // namespace livebelt
