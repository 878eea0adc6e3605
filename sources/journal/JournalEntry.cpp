// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/journal/JournalEntry.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <array>
#include <simdjson.h>

namespace livebelt {

namespace {

using simdjson::dom::element;

/// Bytes are written as an array of numbers where they are no text.
QByteArray bytesOf(const simdjson::dom::array &numbers)
{
    QByteArray bytes;
    for (const element number : numbers) {
        uint64_t byte = 0;
        if (number.get(byte) != simdjson::SUCCESS || byte > 255)
            return {};
        bytes.append(char(byte));
    }
    return bytes;
}

/// The value of a field, the first one where it has several.
QByteArray valueOf(const element &value)
{
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
        return QByteArray(text.data(), qsizetype(text.size()));
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS || list.size() == 0)
        return {};
    const element first = list.at(0).value_unsafe();
    return first.is_uint64() ? bytesOf(list) : valueOf(first);
}

/// The names that fields of records go by, in place of the journal's.
struct Name
{
    std::string_view journal;
    QByteArrayView field;
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

JournalEntries::Entry quarantined(const QByteArray &line)
{
    return {makeNotice(NoticeType::Quarantined, "A line of journalctl that is no journal entry; it is kept as it came",
                       {}, line),
            {}};
}

} // namespace

class JournalEntries::Parser
{
public:
    simdjson::dom::parser json;
};

JournalEntries::JournalEntries() : m_parser(std::make_unique<Parser>()) {}
JournalEntries::~JournalEntries() = default;

JournalEntries::Entry JournalEntries::parse(const QByteArray &line, qint64 received)
{
    simdjson::dom::object object;
    if (m_parser->json.parse(line.constData(), size_t(line.size())).get(object) != simdjson::SUCCESS)
        return quarantined(line);
    const auto field = [&object](std::string_view name) {
        element value;
        return object.at_key(name).get(value) == simdjson::SUCCESS ? valueOf(value) : QByteArray();
    };
    Entry entry;
    entry.cursor = field("__CURSOR");
    Record &record = entry.record;
    record.received = received;
    bool isNumber = false;
    const qint64 micros = field("__REALTIME_TIMESTAMP").toLongLong(&isNumber);
    if (isNumber)
        record.time = micros;
    const QByteArray message = field("MESSAGE");
    record.text = validUtf8(message);
    if (record.text != message)
        record.raw = message;
    record.subject = validUtf8(field("SYSLOG_IDENTIFIER"));
    if (record.subject.isEmpty())
        record.subject = validUtf8(field("_COMM"));
    FieldsBuilder fields;
    fields.add("severity", severityName(field("PRIORITY")));
    for (const Name &name : names)
        fields.add(name.field, field(name.journal));
    record.fields = fields.take();
    return entry;
}

QByteArray severityName(QByteArrayView priority)
{
    static constexpr std::array<const char *, 8> severities{"emerg",   "alert",  "crit", "err",
                                                            "warning", "notice", "info", "debug"};
    const bool isKnown = priority.size() == 1 && priority[0] >= '0' && priority[0] <= '7';
    return isKnown ? QByteArray(severities[size_t(priority[0] - '0')]) : QByteArray();
}

} // namespace livebelt
