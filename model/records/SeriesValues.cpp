// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SeriesValues.h"

#include "model/records/Quantity.h"

#include <cmath>

namespace livebelt {

namespace {

bool mayBeNumber(QByteArrayView text)
{
    if (text.isEmpty())
        return false;
    const char c = text.front();
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || text == "NaN" || text == "nan";
}

/// The number that a field's value is, with its unit; nullopt where it is none.
std::optional<Quantity> quantityOf(QByteArrayView text, bool isText)
{
    if (!mayBeNumber(text))
        return std::nullopt;
    if (isText && (text == "NaN" || text == "nan"))
        return Quantity{std::numeric_limits<double>::quiet_NaN(), {}};
    return plainQuantity(text);
}

/// Whether the number is the record's time, in seconds, milliseconds or microseconds since 1970.
bool isTimeOf(const Record &record, double number)
{
    constexpr double leastCount = 1e9;
    if (record.time == noTime || number < leastCount)
        return false;
    for (const double unit : {1e6, 1e3, 1.0}) {
        if (std::abs(number * unit - double(record.time)) < unit)
            return true;
    }
    return false;
}

bool isOfThePast(const Record &record)
{
    for (const QByteArrayView mark : {QByteArrayView("\"retain\":1"), QByteArrayView("\"history\":true")}) {
        if (record.fields.contains(mark))
            return true;
    }
    return false;
}

} // namespace

SeriesValues::SeriesValues(const Record &record, KnownMeanings &meanings)
    : m_record(record), m_meanings(meanings), m_fields(record.fields), m_isOwnSeen(!record.hasValue())
{
    m_isThrough =
        record.kind == RecordKind::Notice || (record.fields.isEmpty() && !record.hasValue()) || isOfThePast(record);
}

const SeriesValue *SeriesValues::next()
{
    if (m_isThrough)
        return nullptr;
    if (takeField())
        return &m_value;
    m_isThrough = true;
    if (m_isOwnSeen)
        return nullptr;
    m_value = {{}, m_record.value, m_record.unit};
    return &m_value;
}

bool SeriesValues::takeField()
{
    while (m_fields.next()) {
        if (!m_fields.isPlainValue())
            continue;
        std::optional<Quantity> quantity = quantityOf(m_fields.plainValue(), m_fields.isString());
        if (!quantity)
            continue;
        QByteArrayView name = m_fields.plainName();
        if (!m_fields.isPlainName())
            name = m_name = m_fields.name();
        const Role role = m_meanings.of(name).role;
        const bool isLevel = role == Role::Level && m_record.level != Level::None; // else it may be one of water
        if (role == Role::Label || role == Role::Time || isLevel || isTimeOf(m_record, quantity->value))
            continue;
        const bool isOwn = quantity->value == m_record.value;
        m_isOwnSeen |= isOwn;
        m_unit = quantity->unit.isEmpty() && isOwn ? m_record.unit : std::move(quantity->unit);
        m_value = {name, quantity->value, m_unit};
        return true;
    }
    return false;
}

} // namespace livebelt
