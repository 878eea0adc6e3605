// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <array>

namespace livebelt {

namespace {
constexpr std::array<const char *, 10> names{"connected", "disconnected", "reconnected", "failed",      "ended",
                                             "dropped",   "quarantined",  "truncated",   "information", "closed"};
}

QByteArray noticeName(NoticeType type)
{
    return QByteArray(names.at(size_t(type)));
}

std::optional<NoticeType> noticeType(const Record &record)
{
    if (record.kind != RecordKind::Notice)
        return std::nullopt;
    for (size_t i = 0; i < names.size(); ++i) {
        if (record.subject == names.at(i))
            return NoticeType(i);
    }
    return std::nullopt;
}

Record makeNotice(NoticeType type, const QByteArray &text, const QByteArray &fields, const QByteArray &raw)
{
    Record record;
    record.kind = RecordKind::Notice;
    record.received = nowMicros();
    record.subject = noticeName(type);
    record.text = text;
    record.fields = fields;
    record.raw = raw;
    return record;
}

Record makeDropped(quint64 count, const QByteArray &why)
{
    FieldsBuilder fields;
    fields.add("count", qint64(count));
    return makeNotice(NoticeType::Dropped,
                      QByteArray::number(count) + (count == 1 ? " record was" : " records were") +
                          " dropped here: " + why,
                      fields.take());
}

quint64 droppedCount(const Record &record)
{
    if (noticeType(record) != NoticeType::Dropped)
        return 0;
    return fieldValue(record.fields, "count").toULongLong();
}

} // namespace livebelt
