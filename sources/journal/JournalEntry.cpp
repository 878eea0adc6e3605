// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalEntry.h"

#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/values/LevelText.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

/// The names that fields of records go by, in place of the journal's.
struct Name
{
    QByteArrayView journal, field;
};
constexpr std::array names{
    Name{"_SYSTEMD_UNIT", "unit"},
    Name{"_PID", "pid"},
    Name{"_UID", "uid"},
    Name{"_COMM", "command"},
    Name{"_HOSTNAME", "host"},
    Name{"_TRANSPORT", "transport"},
    Name{"_SYSTEMD_USER_UNIT", "userUnit"},
    Name{"UNIT", "about"},
    Name{"MESSAGE_ID", "messageId"},
    Name{"SYSLOG_FACILITY", "facility"},
    Name{"CODE_FILE", "file"},
    Name{"CODE_LINE", "line"},
    Name{"CODE_FUNC", "function"},
};

const JournalEntry::Field *find(const JournalEntry &entry, QByteArrayView name)
{
    const auto found = std::find_if(entry.fields.begin(), entry.fields.end(),
                                    [name](const JournalEntry::Field &field) { return field.name == name; });
    return found == entry.fields.end() ? nullptr : &*found;
}

QByteArrayView shownName(QByteArrayView name)
{
    const auto found = std::find_if(names.begin(), names.end(), [name](const Name &n) { return n.journal == name; });
    return found == names.end() ? name : found->field;
}

void addField(FieldsBuilder &fields, QByteArray name, QByteArrayView value)
{
    if (isValidUtf8(value))
        fields.add(name, value);
    else
        fields.add(name + ":base64", value.toByteArray().toBase64());
}

Record truncated(const JournalEntry::Field &field)
{
    FieldsBuilder fields;
    fields.add("bytes", field.length);
    fields.add("field", field.name);
    return makeNotice(NoticeType::Truncated,
                      "The field " + field.name.toByteArray() + " of a journal entry is longer than " +
                          QByteArray::number(field.value.size()) + " bytes: the first ones are kept",
                      fields.take());
}

} // namespace

Record JournalRecords::messageRecord(const QByteArray &message, Arrival arrival)
{
    Records read;
    m_reader.read(message, arrival, read);
    Record record = std::move(read.front());
    if (m_isChosen)
        return record;
    Record plain = textRecord(RecordKind::Message, message, arrival.received);
    plain.level = record.level;
    plain.fields = std::move(record.fields);
    return plain;
}

void JournalRecords::append(const JournalEntry &entry, qint64 received, Records &records)
{
    for (const JournalEntry::Field &field : entry.fields) {
        if (field.value.size() < field.length) {
            records.push_back(truncated(field));
            records.back().received = received;
        }
    }
    const JournalEntry::Field *const message = find(entry, "MESSAGE");
    Record record = messageRecord(message ? message->value.toByteArray() : QByteArray(),
                                  {received, entry.realtime == noTime ? received : entry.realtime});
    if (record.time == noTime)
        record.time = entry.realtime;
    const JournalEntry::Field *subject = find(entry, "SYSLOG_IDENTIFIER");
    if (!subject)
        subject = find(entry, "_COMM");
    FieldsBuilder fields;
    const bool isSubjectRead = !record.subject.isEmpty();
    if (subject && !isSubjectRead)
        record.subject = validUtf8(subject->value.toByteArray());

    const JournalEntry::Field *const priority = find(entry, "PRIORITY");
    const QByteArray severity = priority ? severityName(priority->value) : QByteArray();
    fields.add("severity", severity);
    if (const Level level = levelFromText(severity); level != Level::None)
        record.level = level;
    const auto isTold = [&](const JournalEntry::Field &field) {
        const bool isSubject = &field == subject && field.name == "SYSLOG_IDENTIFIER" && !isSubjectRead;
        return &field == message || isSubject || (&field == priority && !severity.isEmpty());
    };
    for (const Name &name : names) { // the usual ones first, in their order
        if (const JournalEntry::Field *field = find(entry, name.journal))
            addField(fields, name.field.toByteArray(), field->value);
    }
    for (auto field = entry.fields.begin(); field != entry.fields.end(); ++field) {
        const auto number = 1 + std::count_if(entry.fields.begin(), field, [&](const JournalEntry::Field &before) {
                                return before.name == field->name;
                            });
        const QByteArrayView shown = shownName(field->name);
        if (number > 1)
            addField(fields, shown.toByteArray() + ':' + QByteArray::number(qint64(number)), field->value);
        else if (shown == field->name && !isTold(*field))
            addField(fields, shown.toByteArray(), field->value);
    }
    for (FieldScanner read(record.fields); read.next();) {
        const QByteArray value = read.plainValue().toByteArray();
        fields.addJson(read.name(), read.isString() ? '"' + value + '"' : value);
    }
    record.fields = fields.take();
    records.push_back(std::move(record));
}

QByteArray severityName(QByteArrayView priority)
{
    static constexpr std::array<const char *, 8> severities{"emerg",   "alert",  "crit", "err",
                                                            "warning", "notice", "info", "debug"};
    const bool isKnown = priority.size() == 1 && priority[0] >= '0' && priority[0] <= '7';
    return isKnown ? QByteArray(severities[size_t(priority[0] - '0')]) : QByteArray();
}

} // namespace livebelt
