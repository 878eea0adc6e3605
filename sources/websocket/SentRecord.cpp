// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/SentRecord.h"

#include "model/records/Fields.h"

namespace livebelt {

Record sentRecord(const QByteArray &message, qint64 micros)
{
    Record record;
    record.received = micros;
    record.subject = "you";
    if (isValidUtf8(message)) {
        record.text = message;
    } else {
        record.text = QByteArray::number(message.size()) + " bytes";
        record.raw = message;
    }
    FieldsBuilder fields;
    fields.add("direction", "sent");
    record.fields = fields.take();
    return record;
}

} // namespace livebelt
