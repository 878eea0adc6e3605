// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordRows.h"

#include "model/records/Timestamp.h"

#include <array>

namespace livebelt {

int RecordInsert::prepare(SqliteConnection &database)
{
    return database.prepare(m_insert,
                            "INSERT INTO records (feed, seq, received, time, kind, subject, text, value, unit, "
                            "fields, raw) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
}

int RecordInsert::run(qint64 feed, const Record &record)
{
    static constexpr std::array<QByteArrayView, 5> kinds{"message", "measurement", "event", "row", "notice"};
    m_insert.bind(1, feed);
    m_insert.bind(2, record.seq);
    m_insert.bind(3, record.received == noTime ? nowMicros() : record.received);
    record.time == noTime ? m_insert.bindNull(4) : m_insert.bind(4, record.time);
    m_insert.bindText(5, kinds.at(size_t(record.kind))); // as kindName() says, without its copy
    m_insert.bindText(6, record.subject);
    m_insert.bindText(7, record.text);
    record.hasValue() ? m_insert.bind(8, record.value) : m_insert.bindNull(8);
    m_insert.bindText(9, record.unit);
    m_insert.bindText(10, record.fields);
    m_insert.bindBlob(11, record.raw);
    return m_insert.run();
}

Record readRecord(const Statement &row)
{
    Record record;
    record.seq = quint64(row.number(0));
    record.received = row.number(1);
    if (!row.isNull(2))
        record.time = row.number(2);
    record.kind = kindFromName(row.view(3)).value_or(RecordKind::Event);
    record.subject = row.bytes(4);
    record.text = row.bytes(5);
    if (!row.isNull(6))
        record.value = row.real(6);
    record.unit = row.bytes(7);
    record.fields = row.bytes(8);
    record.raw = row.bytes(9);
    return record;
}

} // namespace livebelt
