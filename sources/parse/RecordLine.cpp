// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/RecordLine.h"

#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <array>
#include <simdjson.h>

namespace livebelt {

namespace {

bool readTime(const QByteArray &text, qint64 &time)
{
    const std::optional<qint64> read = fromRfc3339(text);
    time = read.value_or(noTime);
    return read.has_value();
}

bool readEnding(const QByteArray &text, ItemEnd &end)
{
    static constexpr std::array<QByteArrayView, 5> endings{"", "crlf", "cr", "raw", "none"}; // of ItemEnd
    const auto found = std::find(endings.begin(), endings.end(), text);
    if (found == endings.end())
        return false;
    end = ItemEnd(found - endings.begin());
    return true;
}

/// False where it cannot be what the name says.
bool readMember(QByteArrayView name, const QByteArray &value, bool isText, RecordLine &line)
{
    Record &record = line.record;
    bool isRight = true;
    if (name == "feed") {
        line.feed = value;
    } else if (name == "seq") {
        record.seq = value.toULongLong(&isRight);
    } else if (name == "received") {
        isRight = readTime(value, record.received);
    } else if (name == "time") {
        isRight = readTime(value, record.time);
    } else if (name == "kind") {
        const std::optional<RecordKind> kind = kindFromName(value);
        record.kind = kind.value_or(RecordKind::Message);
        isRight = kind.has_value();
    } else if (name == "level") {
        record.level = levelFromName(value).value_or(Level::None);
    } else if (name == "subject") {
        record.subject = value;
    } else if (name == "text") {
        record.text = value;
    } else if (name == "value") {
        record.value = value.toDouble(&isRight);
    } else if (name == "unit") {
        record.unit = value;
    } else if (name == "fields") {
        record.fields = value;
        isRight = !isText && value.startsWith('{');
    } else if (name == "raw") {
        record.raw = value;
    } else if (name == "raw_base64") {
        record.raw = QByteArray::fromBase64(value);
    } else if (name == "ending") {
        isRight = readEnding(value, record.end);
    } else if (name == "continues") {
        record.continues = value == "true";
    }
    return isRight;
}

} // namespace

struct RecordLineReader::Checker
{
    simdjson::dom::parser parser;
};

RecordLineReader::RecordLineReader() : m_checker(std::make_unique<Checker>()) {}
RecordLineReader::~RecordLineReader() = default;

std::optional<RecordLine> RecordLineReader::read(QByteArrayView line)
{
    const auto parsed = m_checker->parser.parse(line.data(), size_t(line.size()));
    if (parsed.error() != simdjson::SUCCESS || !parsed.is_object())
        return std::nullopt;
    RecordLine result;
    bool hasFeed = false, hasKind = false;
    for (FieldScanner members(line.trimmed()); members.next();) {
        const QByteArray name = members.name();
        if (!readMember(name, members.value(), members.isString(), result))
            return std::nullopt;
        hasFeed = hasFeed || name == "feed";
        hasKind = hasKind || name == "kind";
    }
    if (!hasFeed || !hasKind)
        return std::nullopt;
    return result;
}

Record forwarded(RecordLine line, const QByteArray &recorder, qint64 received)
{
    Record record = std::move(line.record);
    FieldsBuilder fields(record.fields);
    fields.add("recorder", recorder);
    fields.add("feed", line.feed);
    fields.add("seq", qint64(record.seq));
    record.fields = fields.take();
    record.time = record.when();
    record.received = received;
    record.seq = 0;
    if (record.kind == RecordKind::Notice)
        record.kind = RecordKind::Event;
    return record;
}

} // namespace livebelt
