// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/PlainFormats.h"

#include "model/records/Fields.h"
#include "model/records/Quantity.h"

namespace livebelt {

Record textRecord(RecordKind kind, const QByteArray &item, qint64 received)
{
    const bool isText = isValidUtf8(item);
    Record record;
    record.kind = kind;
    record.received = received;
    record.text = isText ? item : validUtf8(item);
    if (!isText)
        record.raw = item;
    return record;
}

Record binaryRecord(RecordKind kind, const QByteArray &item, qint64 received)
{
    constexpr qsizetype shown = 64;
    Record record;
    record.kind = kind;
    record.received = received;
    record.text = item.first(qMin(item.size(), shown)).toHex(' ');
    if (item.size() > shown)
        record.text += " … (" + QByteArray::number(item.size()) + " bytes)";
    record.raw = item;
    return record;
}

bool TextFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    records.push_back(textRecord(m_kind, item, arrival.received));
    return true;
}

bool NumberFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    std::optional<Quantity> quantity = plainQuantity(item);
    if (!quantity)
        return false;
    Record record = textRecord(RecordKind::Measurement, item, arrival.received);
    record.value = quantity->value;
    record.unit = std::move(quantity->unit);
    records.push_back(std::move(record));
    return true;
}

bool RawFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    records.push_back(binaryRecord(m_kind, item, arrival.received));
    return true;
}

} // namespace livebelt
