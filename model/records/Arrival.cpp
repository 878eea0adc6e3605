// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Arrival.h"

#include "model/records/Fields.h"

namespace livebelt::arrival {

namespace {

/// The value of a mark; most records have none of them, which is seen without taking the fields apart.
QByteArray markOf(const Record &record, QByteArrayView field)
{
    return record.fields.contains(field) ? fieldValue(record.fields, field) : QByteArray();
}

} // namespace

QByteArrayView bytes(const Record &record)
{
    return record.raw.isEmpty() ? record.text : record.raw;
}

End end(const Record &record)
{
    const QByteArray value = markOf(record, lineEnd);
    if (value == "none")
        return End::None;
    if (value == "raw")
        return End::InBytes;
    return value == "cr" ? End::CarriageReturn : End::LineFeed;
}

bool isContinuation(const Record &record)
{
    return !markOf(record, continues).isEmpty();
}

bool isPart(const Record &record)
{
    return !markOf(record, part).isEmpty();
}

void mark(Record &record, QByteArrayView field, QByteArrayView json)
{
    QByteArray &fields = record.fields;
    if (fields.isEmpty())
        fields = "{";
    else
        fields.back() = ',';
    fields += '"';
    fields += field;
    fields += "\":";
    fields += json;
    fields += '}';
}

} // namespace livebelt::arrival
