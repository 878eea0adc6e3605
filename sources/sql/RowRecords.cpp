// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/RowRecords.h"

#include "model/records/Fields.h"
#include "sources/sql/SqlError.h"
#include "sources/sql/SqlTime.h"

#include <algorithm>
#include <array>
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

enum CharacterClass : quint8 { Plain = 1, OfNumbers = 2 };

/// Which characters need no care in a JSON string, and which ones a number is written with.
constexpr auto characterClasses = [] {
    std::array<quint8, 256> classes{};
    for (int c = 0x20; c < 0x7f; ++c) // NOLINT(readability-magic-numbers): printable ASCII
        classes[size_t(c)] = c == '"' || c == '\\' ? 0 : Plain;
    for (const unsigned char c : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', 'e', 'E', '-', '+'})
        classes[size_t(c)] |= OfNumbers;
    return classes;
}();

/// The classes that all its characters have.
quint8 classesOf(QByteArrayView text)
{
    quint8 common = Plain | OfNumbers;
    for (const char c : text)
        common &= characterClasses[static_cast<unsigned char>(c)];
    return common;
}

/// Whether what is written with the characters of numbers can stand in JSON as it is (RFC 8259 section 6): MariaDB's
/// 007 cannot.
bool standsInJson(QByteArrayView text)
{
    const qsizetype first = text.startsWith('-') ? 1 : 0;
    const auto isDigit = [&text](qsizetype i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    return isDigit(first) && isDigit(text.size() - 1) && (text[first] != '0' || !isDigit(first + 1));
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
    QByteArrayList names;
    for (const SqlColumn &column : columns) {
        QByteArray name = column.name;
        for (int i = 2; names.contains(name); ++i) // of a join, say
            name = column.name + ':' + QByteArray::number(i);
        names.append(name);
        m_jsonNames.push_back(jsonString(name) + ':');
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

void RowRecords::addField(size_t column)
{
    m_json += m_json.isEmpty() ? '{' : ',';
    m_json += m_jsonNames[column];
}

void RowRecords::addName(size_t column)
{
    addField(column);
    if (!m_text.isEmpty())
        m_text += ' ';
    m_text += m_textNames[column];
}

void RowRecords::addBytes(size_t column, const SqlCell &cell)
{
    const QByteArrayView bytes = cell.bytes.first(std::min(cell.bytes.size(), longestCell));
    m_cut += cell.bytes.size() - bytes.size();
    addName(column);
    m_json += '"' + QByteArray::fromRawData(bytes.data(), bytes.size()).toBase64() + '"';
    m_text += '(' + QByteArray::number(cell.bytes.size()) + " bytes)";
}

void RowRecords::add(size_t column, const SqlCell &cell)
{
    if (cell.type == SqlType::Bytes)
        return addBytes(column, cell);
    QByteArrayView text = cell.bytes;
    if (text.size() > longestCell) {
        text = cutText(text, longestCell);
        m_cut += cell.bytes.size() - longestCell;
    }
    addName(column);
    m_text += text;
    const quint8 classes = classesOf(text);
    if (cell.type == SqlType::Boolean ||
        (cell.type == SqlType::Number && (classes & OfNumbers) && standsInJson(text))) {
        m_json += text;
    } else if (classes & Plain) {
        char *const to = m_json.extend(text.size() + 2);
        *to = '"';
        *std::copy(text.begin(), text.end(), to + 1) = '"';
    } else {
        m_isPlain = false;
        appendJsonString(m_json, text);
    }
}

Record RowRecords::record(const SqlRow &row)
{
    Record record;
    record.kind = RecordKind::Row;
    record.received = m_clock.now();
    m_cut = 0;
    m_json.clear();
    m_text.clear();
    m_isPlain = true;
    for (size_t i = 0; i < row.size(); ++i) {
        if (row[i].isNull) {
            addField(i);
            m_json += QByteArrayView("null");
        } else {
            add(i, row[i]);
        }
    }
    if (!m_json.isEmpty())
        m_json += '}';
    record.fields = m_json.copy();
    record.text = m_text.copy();
    if (!m_isPlain && !isValidUtf8(record.text))
        record.raw = std::exchange(record.text, validUtf8(record.text));
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
