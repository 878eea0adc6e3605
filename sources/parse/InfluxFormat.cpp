// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/InfluxFormat.h"

#include "model/records/Fields.h"
#include "model/records/Quantity.h"

#include <algorithm>
#include <optional>

namespace livebelt {

InfluxFormat::InfluxFormat(const ParserOptions &options, Accepts accepts)
    : m_precision(options.precision.toUtf8()), m_kind(options.kind), m_accepts(accepts)
{
    for (const QString &name : options.value.split(u',', Qt::SkipEmptyParts))
        m_wanted.append(name.toUtf8());
}

bool InfluxFormat::isWanted(QByteArrayView key) const
{
    return m_wanted.isEmpty() || m_wanted.contains(key);
}

void InfluxFormat::takeNumbers()
{
    m_numbers.clear();
    for (const InfluxField &field : m_line.fields()) {
        const std::optional<double> value = field.isNumber() ? plainNumber(field.value) : std::nullopt;
        if (value && isWanted(field.name))
            m_numbers.push_back({field.name, *value});
    }
}

bool InfluxFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (InfluxLine::isComment(item))
        return m_accepts == Accepts::Comments && item.trimmed().startsWith('#');
    if (!m_line.read(item) || m_line.mayBeLogfmt())
        return false;
    takeNumbers();
    if (m_accepts == Accepts::OnlyNumbers && m_numbers.empty())
        return false;

    Record record;
    record.kind = m_kind;
    record.received = arrival.received;
    if (const auto timestamp = m_line.timestamp())
        record.time = influxMicros(*timestamp, m_precision).value_or(noTime);
    record.subject = m_line.measurement().toByteArray();
    for (const InfluxLine::Tag &tag : m_line.tags())
        record.subject.append(',').append(tag.name).append('=').append(tag.value);
    record.subject = validUtf8(record.subject);
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
    for (const InfluxLine::Tag &tag : m_line.tags())
        builder.addText(tag.name, tag.value);
    for (const InfluxField &field : m_line.fields()) {
        if (field.type == InfluxField::Type::String)
            builder.addText(field.name, field.value);
        else if (field.type == InfluxField::Type::Boolean)
            builder.addBoolean(field.name, field.value == "true");
        else
            builder.addNumber(field.name, field.value);
    }
    return builder.take();
}

} // namespace livebelt
