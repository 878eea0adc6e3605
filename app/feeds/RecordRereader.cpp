// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/RecordRereader.h"

#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/mqtt/MqttMessage.h"
#include "sources/parse/PlainFormats.h"

#include <algorithm>
#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Field
{
    QByteArray name, json;
};
using FieldVector = std::vector<Field>;

FieldVector fieldsOf(const QByteArray &json)
{
    FieldVector fields;
    FieldScanner scanner(json);
    while (scanner.next()) {
        const QByteArray value = scanner.plainValue().toByteArray();
        fields.push_back({scanner.name(), scanner.isString() ? '"' + value + '"' : value});
    }
    return fields;
}

/// The fields of a record that its protocol gave it: before and behind those that were read.
struct ProtocolFields
{
    FieldVector before, behind;
};

bool isSame(const Field &a, const Field &b)
{
    return a.json == b.json && (a.name == b.name || nameWithoutNumber(a.name) == nameWithoutNumber(b.name));
}

/// `read` is what the old options read. Where it is not found among the fields (another version has read them), those
/// count that the description of the kind names.
ProtocolFields protocolFields(const FieldVector &all, const FieldVector &read, const FeedDescription &kind)
{
    ProtocolFields fields;
    const auto found = std::search(all.begin(), all.end(), read.begin(), read.end(), &isSame);
    if (read.empty()) { // only who has sent it stands first
        const auto behind =
            std::find_if(all.begin(), all.end(), [](const Field &field) { return field.name != "peer"; });
        fields.before.assign(all.begin(), behind);
        fields.behind.assign(behind, all.end());
        return fields;
    }
    if (found != all.end()) {
        fields.before.assign(all.begin(), found);
        fields.behind.assign(found + qptrdiff(read.size()), all.end());
        return fields;
    }
    const auto isOwn = [&](const Field &field) {
        const QString name = QString::fromUtf8(nameWithoutNumber(field.name));
        return std::any_of(kind.fields.begin(), kind.fields.end(),
                           [&](const FieldDescription &known) { return known.name == name; });
    };
    std::copy_if(all.begin(), all.end(), std::back_inserter(fields.behind), isOwn);
    return fields;
}

/// Who, or what, a record is from, where it says so nowhere else.
QByteArray protocolSubject(const ProtocolFields &fields)
{
    static constexpr std::array<QByteArrayView, 3> names{"peer", "file", "event"};
    for (const FieldVector *vector : {&fields.before, &fields.behind}) {
        for (const Field &field : *vector) {
            const QByteArray name = nameWithoutNumber(field.name);
            if (std::find(names.begin(), names.end(), QByteArrayView(name)) != names.end())
                return fieldValue("{\"value\":" + field.json + '}', "value");
        }
    }
    return {};
}

QByteArray joined(const ProtocolFields &own, const QByteArray &read)
{
    if (own.before.empty() && own.behind.empty())
        return read;
    FieldsBuilder builder;
    for (const Field &field : own.before)
        builder.addJson(field.name, field.json);
    const auto isTaken = [&](const QByteArray &name) {
        return std::any_of(own.before.begin(), own.before.end(),
                           [&](const Field &field) { return field.name == name; });
    };
    for (const Field &field : fieldsOf(read)) {
        const QByteArray name = nameWithoutNumber(field.name);
        builder.addJson(isTaken(name) ? name : field.name, field.json);
    }
    for (const Field &field : own.behind)
        builder.addJson(nameWithoutNumber(field.name), field.json);
    return builder.take();
}

bool isSent(const Record &record)
{
    return (record.kind == RecordKind::Event && record.subject == "sent" && record.fields.isEmpty()) ||
           fieldValue(record.fields, "direction") == "sent";
}

TextEncoding encodingOf(const FeedDescription &kind, const FeedAddress &address)
{
    if (kind.kind != "file"_L1)
        return {};
    const auto encoding = TextEncoding::from(address.query(u"encoding"_s, u"auto"_s));
    return encoding ? *encoding : TextEncoding();
}

ParserOptions optionsOf(const FeedDescription &kind, const FeedAddress &address)
{
    const auto options = readerOptions(kind, address);
    return options ? *options : ParserOptions();
}

} // namespace

Result<ParserOptions> readerOptions(const FeedDescription &kind, const FeedAddress &address)
{
    const auto parse = std::find_if(kind.parameters.begin(), kind.parameters.end(),
                                    [](const FeedParameter &parameter) { return parameter.name == "parse"_L1; });
    if (parse == kind.parameters.end())
        return Failure{u"The records of a %1 feed are what its protocol says: there is no other way to read them"_s.arg(
            kind.kind)};
    auto options = ParserOptions::from(address, parse->fallback);
    if (!options)
        return options;
    const QStringList mixed{u"mqtt"_s, u"nats"_s, u"kafka"_s, u"redis"_s, u"sse"_s, u"websocket"_s, u"journal"_s};
    options->isMixed = mixed.contains(kind.kind);
    const QStringList events{u"sse"_s, u"websocket"_s, u"ndjson"_s, u"poll"_s};
    if (events.contains(kind.kind))
        options->kind = RecordKind::Event;
    return options;
}

RecordRereader::RecordRereader(FeedDescription kind, const FeedAddress &before, const FeedAddress &now,
                               std::shared_ptr<LogFormatsOnDemand> logFormats)
    : m_kind(std::move(kind))
    , m_oldOptions(optionsOf(m_kind, before))
    , m_newOptions(optionsOf(m_kind, now))
    , m_encoding(encodingOf(m_kind, before))
{
    m_oldOptions.logFormats = m_newOptions.logFormats = std::move(logFormats);
}

/// What the reader was given: of a file of another encoding its text in UTF-8, without what ends it.
QByteArray RecordRereader::itemOf(const Record &record)
{
    QByteArray item = record.arrived().toByteArray();
    const bool isFirst = std::exchange(m_isFirst, false);
    if (m_kind.kind != "file"_L1)
        return item;
    if (isFirst)
        m_encoding = m_encoding.of(item);
    if (!m_encoding.isUtf8() && !record.raw.isEmpty()) {
        bool isWhole = true;
        item = m_encoding.toUtf8(item, isWhole);
        if (record.end == ItemEnd::InRaw && item.endsWith('\n'))
            item.chop(item.endsWith("\r\n") ? 2 : 1);
    }
    if (isFirst && item.startsWith("\xef\xbb\xbf"))
        item.remove(0, 3);
    return item;
}

RecordRereader::Readers &RecordRereader::readersOf(const Record &record)
{
    constexpr size_t most = 1024;
    const QByteArray key = fieldValue(record.fields, "peer") + '\n' + fieldValue(record.fields, "file");
    if (m_readers.size() >= most && !m_readers.contains(key))
        m_readers.clear();
    return m_readers.try_emplace(key, Readers{makeRead(m_oldOptions), makeRead(m_newOptions)}).first->second;
}

RecordRereader::Read RecordRereader::makeRead(const ParserOptions &options) const
{
    if (m_kind.kind == "mqtt"_L1) {
        const auto reader = std::make_shared<MqttMessageReader>(options);
        return [reader](const QByteArray &topic, const QByteArray &item, Arrival arrival, Records &records) {
            reader->read(topic, item, arrival.received, records);
        };
    }
    const auto reader = std::make_shared<Reader>(options);
    return [reader](const QByteArray &, const QByteArray &item, Arrival arrival, Records &records) {
        reader->read(item, arrival, records);
    };
}

Record RecordRereader::read(const Read &read, const Record &record, const QByteArray &item) const
{
    Records records;
    // What was read of its time already is, for a year that is missing, as good as when its file was written.
    const qint64 written = record.time == noTime ? record.received : std::min(record.time, record.received);
    read(record.subject, item, {record.received, written}, records);
    const auto made = std::find_if(records.begin(), records.end(),
                                   [](const Record &each) { return each.kind != RecordKind::Notice; });
    return made == records.end() ? textRecord(m_newOptions.kind, item, record.received) : std::move(*made);
}

Record RecordRereader::again(const Record &record, bool isPart)
{
    const auto notice = noticeType(record);
    if (notice == NoticeType::Connected || notice == NoticeType::Reconnected)
        m_readers.clear(); // a header comes again
    if (record.kind == RecordKind::Notice || isSent(record))
        return record;
    const QByteArray item = itemOf(record);
    const bool isWhole = !isPart && !record.continues;
    Readers &readers = readersOf(record);
    const Record old = isWhole ? read(readers.old, record, item) : textRecord(m_newOptions.kind, item, record.received);
    Record made = isWhole ? read(readers.now, record, item) : old;
    const ProtocolFields own = protocolFields(fieldsOf(record.fields), fieldsOf(old.fields), m_kind);
    made.fields = joined(own, made.fields);
    if (m_kind.kind == "mqtt"_L1 || m_kind.kind == "nats"_L1 ||
        (made.subject.isEmpty() && record.subject != old.subject))
        made.subject = record.subject;
    else if (made.subject.isEmpty())
        made.subject = protocolSubject(own);
    const QByteArrayView arrived = record.arrived();
    made.raw = made.text == arrived ? QByteArray() : arrived.toByteArray();
    if (made.time == noTime && old.time == noTime) // what the protocol said
        made.time = record.time;
    if (made.level == Level::None && old.level == Level::None)
        made.level = record.level;
    made.seq = record.seq;
    made.received = record.received;
    made.end = record.end;
    made.continues = record.continues;
    return made;
}

} // namespace livebelt
