// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/InfluxLine.h"

#include "sources/parse/values/EpochTime.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace livebelt {

namespace {

constexpr qsizetype longestKey = 65535, separatorSize = 4; // between a series and a field, in the server's files

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\0';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

template<typename T>
bool fits(QByteArrayView digits)
{
    T value{};
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
}

/// Digits with at most one point, and an exponent; not beyond a double. Too small for one is zero.
bool isFloat(QByteArrayView text)
{
    double value = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ptr != end || read.ec == std::errc::invalid_argument)
        return false;
    const bool hasPower = text.contains('e') || text.contains('E');
    const bool isFraction = text.startsWith("0.") || text.startsWith("-0.");
    const bool isSmall = text.contains("e-") || text.contains("E-") || (isFraction && !hasPower);
    return read.ec == std::errc() || isSmall;
}

QByteArrayView truthOf(QByteArrayView word)
{
    static constexpr std::array<QByteArrayView, 5> yes{"t", "T", "true", "True", "TRUE"};
    static constexpr std::array<QByteArrayView, 5> no{"f", "F", "false", "False", "FALSE"};
    if (std::find(yes.begin(), yes.end(), word) != yes.end())
        return "true";
    return std::find(no.begin(), no.end(), word) != no.end() ? "false" : QByteArrayView();
}

} // namespace

bool InfluxLine::isComment(QByteArrayView line)
{
    const auto first = std::find_if_not(line.begin(), line.end(), &isBlank);
    return first == line.end() || *first == '#' || *first == '\r';
}

bool InfluxLine::read(QByteArrayView line)
{
    if (line.endsWith('\n'))
        line.chop(1);
    if (line.endsWith('\r'))
        line.chop(1);
    m_line = line.sliced(std::find_if_not(line.begin(), line.end(), &isBlank) - line.begin());
    m_at = 0;
    m_tags.clear();
    m_fields.clear();
    m_timestamp.reset();
    m_room.resize(0);
    m_room.reserve(m_line.size()); // so that nothing in it moves
    return takeMeasurement() && takeTags() && takeFields() && takeTime();
}

/// Without the backslash before those characters; before others it stays.
QByteArrayView InfluxLine::unescaped(QByteArrayView text, QByteArrayView escapable)
{
    if (!text.contains('\\'))
        return text;
    const qsizetype start = m_room.size();
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && escapable.contains(text[i + 1]))
            ++i;
        m_room += text[i];
    }
    return QByteArrayView(m_room).sliced(start);
}

bool InfluxLine::takeMeasurement()
{
    if (m_line.isEmpty() || m_line.startsWith(',') || m_line.startsWith('#'))
        return false;
    m_mayBeLogfmt = false;
    for (m_at = 0; m_at < m_line.size(); ++m_at) {
        const char c = m_line[m_at];
        if (isEscaped(m_at))
            continue;
        if (m_at > 0 && (c == ',' || c == ' '))
            break;
        m_mayBeLogfmt |= c == '=';
    }
    if (m_at >= m_line.size())
        return false;
    m_mayBeLogfmt &= m_line[m_at] == ' ';
    m_measurement = unescaped(m_line.first(m_at), ", =\"");
    return true;
}

bool InfluxLine::takeTags()
{
    while (m_line[m_at] == ',') {
        const qsizetype nameAt = ++m_at;
        while (m_at < m_line.size() && (isEscaped(m_at) || !QByteArrayView("=, ").contains(m_line[m_at])))
            ++m_at;
        if (m_at == nameAt || m_at >= m_line.size() || m_line[m_at] != '=')
            return false;
        const qsizetype valueAt = ++m_at;
        const bool isThere = m_at < m_line.size() && m_line[m_at] != ',' && m_line[m_at] != ' ';
        m_at += isThere ? 1 : 0; // which may be an =, as the server has it
        while (isThere && m_at < m_line.size() && (isEscaped(m_at) || !QByteArrayView("=, ").contains(m_line[m_at])))
            ++m_at;
        if (m_at == valueAt || m_at >= m_line.size() || m_line[m_at] == '=')
            return false;
        const QByteArrayView name = unescaped(m_line.sliced(nameAt, valueAt - 1 - nameAt), ", =");
        const auto isSame = [name](const Tag &tag) { return tag.name == name; };
        constexpr size_t mostTags = 1024; // each is compared with the others
        if (m_tags.size() == mostTags || std::any_of(m_tags.begin(), m_tags.end(), isSame))
            return false;
        m_tags.push_back({name, unescaped(m_line.sliced(valueAt, m_at - valueAt), ", =")});
    }
    m_series = m_line.first(m_at);
    return m_series.size() <= longestKey;
}

bool InfluxLine::takeFields()
{
    while (m_at < m_line.size() && isBlank(m_line[m_at]))
        ++m_at;
    while (true) {
        const qsizetype nameAt = m_at;
        while (m_at < m_line.size() && !QByteArrayView("=, ").contains(m_line[m_at]))
            m_at += m_line[m_at] == '\\' && m_at + 1 < m_line.size() ? 2 : 1;
        if (m_at == nameAt || m_at >= m_line.size() || m_line[m_at] != '=')
            return false;
        const QByteArrayView written = m_line.sliced(nameAt, m_at - nameAt);
        if (m_series.size() + separatorSize + written.size() > longestKey)
            return false;
        InfluxField field;
        field.name = unescaped(written, ", =\"");
        ++m_at;
        if (m_at >= m_line.size() || !takeValue(field))
            return false;
        m_fields.push_back(field);
        if (m_at == m_line.size() || m_line[m_at] == ' ')
            return true;
        ++m_at; // the comma
    }
}

bool InfluxLine::takeValue(InfluxField &field)
{
    if (m_line[m_at] == '"')
        return takeString(field);
    const qsizetype start = m_at;
    while (m_at < m_line.size() && m_line[m_at] != ',' && m_line[m_at] != ' ')
        ++m_at;
    QByteArrayView value = m_line.sliced(start, m_at - start);
    if (value.isEmpty())
        return false;
    if (!isDigit(value.front()) && value.front() != '-' && value.front() != '.') {
        field.type = InfluxField::Type::Boolean;
        field.value = truthOf(value);
        return !field.value.isEmpty();
    }
    const char last = value.back();
    field.type = last == 'i'   ? InfluxField::Type::Integer
                 : last == 'u' ? InfluxField::Type::Unsigned
                               : InfluxField::Type::Float;
    if (field.type != InfluxField::Type::Float)
        value.chop(1);
    field.value = value;
    const QByteArrayView digits = value.startsWith('-') ? value.sliced(1) : value;
    if (digits.isEmpty() || !(isDigit(digits.front()) || digits.front() == '.'))
        return false;
    switch (field.type) {
    case InfluxField::Type::Integer:
        return fits<qint64>(value);
    case InfluxField::Type::Unsigned:
        return fits<quint64>(value);
    default:
        return isFloat(value);
    }
}

bool InfluxLine::takeString(InfluxField &field)
{
    const qsizetype start = ++m_at;
    while (m_at < m_line.size() && m_line[m_at] != '"')
        m_at += m_line[m_at] == '\\' ? 2 : 1;
    if (m_at >= m_line.size())
        return false;
    field.type = InfluxField::Type::String;
    field.value = unescaped(m_line.sliced(start, m_at - start), "\"\\");
    ++m_at;
    return m_at == m_line.size() || m_line[m_at] == ',' || m_line[m_at] == ' ';
}

bool InfluxLine::takeTime()
{
    while (m_at < m_line.size() && isBlank(m_line[m_at]))
        ++m_at;
    QByteArrayView time = m_line.sliced(m_at);
    while (time.endsWith(' '))
        time.chop(1);
    if (time.isEmpty())
        return true;
    qint64 value = 0;
    const auto read = std::from_chars(time.data(), time.data() + time.size(), value);
    // The two at each end mean something else to the server.
    constexpr qint64 first = std::numeric_limits<qint64>::min() + 2, last = std::numeric_limits<qint64>::max() - 1;
    if (read.ec != std::errc() || read.ptr != time.data() + time.size() || value < first || value > last)
        return false;
    m_timestamp = value;
    return true;
}

std::optional<qint64> influxMicros(qint64 timestamp, QByteArrayView precision)
{
    struct Unit
    {
        QByteArrayView name;
        qint64 nanos;
    };
    static constexpr std::array<Unit, 9> units{{{"ns", 1},
                                                {"n", 1},
                                                {"us", 1'000},
                                                {"u", 1'000},
                                                {"\xc2\xb5", 1'000},
                                                {"ms", 1'000'000},
                                                {"s", 1'000'000'000},
                                                {"m", 60'000'000'000},
                                                {"h", 3'600'000'000'000}}};
    const auto floored = [](qint64 nanos) { return nanos / 1000 - (nanos % 1000 < 0 ? 1 : 0); };
    if (precision.isEmpty())
        return epochMicros(timestamp).value_or(floored(timestamp));
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit &u) { return u.name == precision; });
    qint64 nanos = 0;
    if (unit == units.end() || __builtin_mul_overflow(timestamp, unit->nanos, &nanos))
        return std::nullopt;
    return floored(nanos);
}

} // namespace livebelt
