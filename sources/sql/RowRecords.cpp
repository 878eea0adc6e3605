// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/RowRecords.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/sql/SqlError.h"
#include "sources/sql/SqlTime.h"

#include <algorithm>
#include <charconv>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr auto none = size_t(-1);

bool isKey(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower == "id" || lower.endsWith("_id") || lower == "rowid";
}

/// The only column that fits, or none.
template<typename Fits>
size_t only(const SqlColumns &columns, Fits fits)
{
    size_t found = none;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (!fits(i))
            continue;
        if (found != none)
            return none;
        found = i;
    }
    return found;
}

/// Whether it can stand in JSON as it is (RFC 8259 section 6): NaN cannot, nor MariaDB's 007.
bool isJsonNumber(QByteArrayView text)
{
    const qsizetype first = text.startsWith('-') ? 1 : 0;
    const auto isDigit = [&text](qsizetype i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (!isDigit(first) || !isDigit(text.size() - 1) || (text[first] == '0' && isDigit(first + 1)))
        return false;
    return std::all_of(text.begin() + first, text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
    });
}

/// Not in the middle of a character.
QByteArrayView cutText(QByteArrayView text, qsizetype size)
{
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return text.first(size);
}

} // namespace

RowRecords::RowRecords(RowNames names, QByteArray table)
    : m_names(std::move(names)), m_table(validUtf8(table)), m_subject(none), m_value(none), m_time(none)
{
}

size_t RowRecords::find(const SqlColumns &columns, const QByteArray &name)
{
    QStringList all;
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == name)
            return i;
        all.append(QString::fromUtf8(columns[i].name));
    }
    throw SqlError(SqlError::Kind::Refused, u"The query gives no column “%1”, only %2: name one of these"_s.arg(
                                                QString::fromUtf8(name), all.join(u", "_s)));
}

void RowRecords::setColumns(const SqlColumns &columns)
{
    m_jsonNames.clear();
    m_textNames.clear();
    for (const SqlColumn &column : columns) {
        QByteArray name;
        appendJsonString(name, column.name);
        m_jsonNames.push_back(name + ':');
        m_textNames.push_back(columns.size() > 1 ? validUtf8(column.name) + '=' : QByteArray());
    }
    const auto isOf = [&columns](size_t i, SqlType type) { return columns[i].type == type; };
    m_subject = m_names.subject.isEmpty() ? none : find(columns, m_names.subject);
    m_time = m_names.time.isEmpty() ? only(columns, [&](size_t i) { return isOf(i, SqlType::Time); })
                                    : find(columns, m_names.time);
    m_value = m_names.value.isEmpty() ? only(columns,
                                             [&](size_t i) {
                                                 return isOf(i, SqlType::Number) && i != m_subject && i != m_time &&
                                                        columns[i].name != m_names.key && !isKey(columns[i].name);
                                             })
                                      : find(columns, m_names.value);
}

void RowRecords::addText(size_t column, QByteArrayView value)
{
    if (!m_text.isEmpty())
        m_text += ' ';
    m_text += m_textNames[column];
    m_text += value;
}

void RowRecords::add(size_t column, const SqlCell &cell)
{
    m_json += m_json.isEmpty() ? '{' : ',';
    m_json += m_jsonNames[column];
    QByteArrayView bytes = cell.bytes;
    if (bytes.size() > longestCell) {
        m_cut += bytes.size() - longestCell;
        bytes = cell.type == SqlType::Bytes ? bytes.first(longestCell) : cutText(bytes, longestCell);
    }
    if (cell.type == SqlType::Bytes) {
        m_json += '"' + QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64() + '"';
        addText(column, '(' + QByteArray::number(cell.bytes.size()) + " bytes)");
        return;
    }
    addText(column, bytes);
    if (cell.type == SqlType::Boolean || (cell.type == SqlType::Number && isJsonNumber(bytes)))
        m_json += bytes;
    else
        appendJsonString(m_json, bytes);
}

Record RowRecords::record(const SqlRow &row)
{
    Record record;
    record.kind = RecordKind::Row;
    record.received = nowMicros();
    m_cut = 0;
    m_json.resize(0);
    m_text.resize(0);
    for (size_t i = 0; i < row.size(); ++i) {
        if (!row[i].isNull)
            add(i, row[i]);
    }
    if (!m_json.isEmpty())
        m_json += '}';
    record.fields = QByteArray(m_json.constData(), m_json.size());
    record.text = isValidUtf8(m_text) ? QByteArray(m_text.constData(), m_text.size()) : validUtf8(m_text);
    record.subject = m_table;
    if (m_subject != none && !row[m_subject].isNull)
        record.subject =
            validUtf8(row[m_subject].bytes.first(std::min(row[m_subject].bytes.size(), longestCell)).toByteArray());
    if (m_value != none && !row[m_value].isNull) {
        const QByteArrayView number = row[m_value].bytes;
        double value = 0;
        if (std::from_chars(number.begin(), number.end(), value).ptr == number.end() && std::isfinite(value))
            record.value = value;
    }
    if (m_time != none && !row[m_time].isNull)
        record.time = fromSqlTime(row[m_time].bytes).value_or(noTime);
    return record;
}

} // namespace livebelt
