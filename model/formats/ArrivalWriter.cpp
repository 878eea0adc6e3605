// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"

#include "model/formats/TextWriter.h"
#include "model/records/Arrival.h"

namespace livebelt {

namespace {

/// A value or a row, which has no text. A message without one is a blank line.
bool isReading(const Record &record)
{
    return record.text.isEmpty() && record.raw.isEmpty() && record.kind != RecordKind::Message;
}

} // namespace

void ArrivalWriter::begin(TextBuilder &) {}

void ArrivalWriter::write(TextBuilder &out, QByteArrayView, const Record &record)
{
    if ((record.kind == RecordKind::Notice && record.raw.isEmpty()) || arrival::isPart(record))
        return;
    if (m_isInLine && !arrival::isContinuation(record))
        out += '\n';
    if (isReading(record))
        appendReading(out, record);
    else
        out += arrival::bytes(record);
    const arrival::End end = arrival::end(record);
    m_isInLine = end == arrival::End::None;
    if (end == arrival::End::LineFeed)
        out += '\n';
    else if (end == arrival::End::CarriageReturn)
        out += '\r';
}

} // namespace livebelt
