// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/InfluxFormat.h"

#include "model/records/Fields.h"
#include "model/records/Quantity.h"
#include "sources/parse/values/EpochTime.h"

#include <algorithm>
#include <array>
#include <optional>

namespace livebelt {

namespace {

/// Goes on to the first of some characters that no backslash stands before, or to the end.
qsizetype findUnescaped(QByteArrayView text, qsizetype at, QByteArrayView ends)
{
    for (; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (ends.contains(text[at]))
            return at;
    }
    return text.size();
}

/// Takes the backslash away before those characters; before others it stays, as the specification says. What has none
/// is given back as it is; else it is copied to where there is room.
QByteArrayView unescaped(QByteArrayView text, QByteArrayView escapable, QByteArray &room)
{
    if (!text.contains('\\'))
        return text;
    room.clear();
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && escapable.contains(text[i + 1]))
            ++i;
        room += text[i];
    }
    return room;
}

QByteArrayView name(QByteArrayView text, QByteArray &room)
{
    return unescaped(text, ", =", room);
}

/// "true" or "false"; empty where it is neither.
QByteArrayView truth(QByteArrayView value)
{
    static constexpr std::array<QByteArrayView, 5> yes{"t", "T", "true", "True", "TRUE"};
    static constexpr std::array<QByteArrayView, 5> no{"f", "F", "false", "False", "FALSE"};
    for (size_t i = 0; i < yes.size(); ++i) {
        if (value == yes[i])
            return "true";
        if (value == no[i])
            return "false";
    }
    return {};
}

/// Without the i or u of an integer.
QByteArrayView digits(QByteArrayView value)
{
    return value.endsWith('i') || value.endsWith('u') ? value.chopped(1) : value;
}

/// A float, or an integer with an i or u behind it.
std::optional<double> number(QByteArrayView value)
{
    const QByteArrayView number = digits(value);
    if (number.size() < value.size() && (number.contains('.') || number.contains('e') || number.contains('E')))
        return std::nullopt;
    return plainNumber(number);
}

} // namespace

InfluxFormat::InfluxFormat(const ParserOptions &options, Accepts accepts) : m_kind(options.kind), m_accepts(accepts)
{
    for (const QString &name : options.value.split(u',', Qt::SkipEmptyParts))
        m_wanted.append(name.toUtf8());
}

/// key=value,key=value up to a space or the end; false where it is something else.
bool InfluxFormat::takePairs(QByteArrayView item, qsizetype &at, std::vector<Pair> &pairs) const
{
    while (true) {
        const qsizetype equals = findUnescaped(item, at, "=, ");
        if (equals == at || equals == item.size() || item[equals] != '=')
            return false;
        const qsizetype start = equals + 1;
        qsizetype end = start;
        if (end < item.size() && item[end] == '"' && &pairs == &m_pairs) {
            const qsizetype quote = findUnescaped(item, end + 1, "\"");
            end = quote + 1;
            if (quote == item.size() || (end < item.size() && item[end] != ',' && item[end] != ' '))
                return false;
        } else {
            end = findUnescaped(item, start, ", ");
        }
        if (end == start)
            return false;
        pairs.push_back({item.sliced(at, equals - at), item.sliced(start, end - start)});
        at = end;
        if (at == item.size() || item[at] == ' ')
            return true;
        ++at;
    }
}

bool InfluxFormat::isWanted(QByteArrayView key) const
{
    return m_wanted.isEmpty() || m_wanted.contains(key);
}

/// Finds the numbers; false where a field is of no type.
bool InfluxFormat::takeNumbers()
{
    m_numbers.clear();
    for (const Pair &field : m_pairs) {
        if (field.value.front() == '"' || !truth(field.value).isEmpty())
            continue;
        const std::optional<double> value = number(field.value);
        if (!value)
            return false;
        if (isWanted(field.key))
            m_numbers.push_back({field.key, *value});
    }
    return true;
}

bool InfluxFormat::read(const QByteArray &item, qint64 received, Records &records)
{
    const QByteArrayView text = QByteArrayView(item).trimmed();
    if (text.startsWith('#'))
        return m_accepts == Accepts::Comments;
    m_tags.clear();
    m_pairs.clear();
    qsizetype at = findUnescaped(text, 0, ", ");
    const QByteArrayView measurement = text.first(at);
    const bool isPair = findUnescaped(measurement, 0, "=") < measurement.size(); // of logfmt
    if (measurement.isEmpty() || at == text.size() || isPair)
        return false;
    if (text[at] == ',' && !takePairs(text, ++at, m_tags))
        return false;
    const QByteArrayView series = text.first(at);
    while (at < text.size() && text[at] == ' ')
        ++at;
    if (at == text.size() || !takePairs(text, at, m_pairs) || !takeNumbers() ||
        (m_accepts == Accepts::OnlyNumbers && m_numbers.empty()))
        return false;

    Record record;
    record.kind = m_kind;
    record.received = received;
    if (const QByteArrayView time = text.sliced(at).trimmed(); !time.isEmpty()) {
        bool isNumber = false;
        const qint64 count = time.toLongLong(&isNumber);
        if (!isNumber)
            return false;
        record.time = epochMicros(count).value_or(count / 1000);
    }
    QByteArray room;
    record.subject = validUtf8(name(series, room).toByteArray());
    record.text = validUtf8(item);
    if (record.text != item)
        record.raw = item;
    record.fields = fields();
    const auto main =
        std::find_if(m_numbers.begin(), m_numbers.end(), [](const Number &number) { return number.key == "value"; });
    if (main != m_numbers.end() || m_numbers.size() == 1) {
        record.kind = RecordKind::Measurement;
        record.value = (main != m_numbers.end() ? *main : m_numbers.front()).value;
    }
    records.push_back(std::move(record));
    return true;
}

/// Tags and fields in their order.
QByteArray InfluxFormat::fields() const
{
    FieldsBuilder builder;
    QByteArray room, otherRoom;
    for (const Pair &tag : m_tags)
        builder.addText(name(tag.key, room), name(tag.value, otherRoom));
    for (const Pair &field : m_pairs) {
        const QByteArrayView key = name(field.key, room);
        if (field.value.front() == '"')
            builder.addText(key, unescaped(field.value.sliced(1).chopped(1), "\"\\", otherRoom));
        else if (const QByteArrayView word = truth(field.value); !word.isEmpty())
            builder.addBoolean(key, word == "true");
        else
            builder.addNumber(key, digits(field.value));
    }
    return builder.take();
}

} // namespace livebelt
