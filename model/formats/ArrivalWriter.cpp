// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"

#include "model/formats/TextWriter.h"

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
    if (record.kind == RecordKind::Notice && record.raw.isEmpty())
        return;
    if (m_isInLine && !record.continues)
        out += '\n';
    if (isReading(record))
        appendReading(out, record);
    else
        out += record.arrived();
    m_isInLine = record.end == ItemEnd::None;
    if (record.end == ItemEnd::CarriageReturn || record.end == ItemEnd::CarriageReturnLineFeed)
        out += '\r';
    if (record.end == ItemEnd::LineFeed || record.end == ItemEnd::CarriageReturnLineFeed)
        out += '\n';
}

} // namespace livebelt
