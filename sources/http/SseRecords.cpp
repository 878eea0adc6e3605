// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseRecords.h"

#include <algorithm>

namespace livebelt {

namespace {

ParserOptions ofEvents(ParserOptions options)
{
    options.isMixed = true;
    return options;
}

} // namespace

SseRecords::SseRecords(ParserOptions options) : m_reader(ofEvents(std::move(options))) {}

void SseRecords::add(const SseEvent &event, qint64 received, Records &records)
{
    const size_t before = records.size();
    m_reader.read(async::Line{event.data, event.length, true}, received, records);
    const bool isNamed = !event.type.isEmpty() && event.type != "message";
    const bool hasId = !event.id.isEmpty() && event.hasOwnId;
    if (!isNamed && !hasId)
        return;
    const auto record = std::find_if(records.begin() + qptrdiff(before), records.end(),
                                     [](const Record &each) { return each.kind != RecordKind::Notice; });
    m_fields.begin(record->fields);
    if (isNamed)
        m_fields.addText("event", event.type);
    if (hasId)
        m_fields.addText("id", event.id);
    record->fields = m_fields.take();
    if (isNamed && record->subject.isEmpty())
        record->subject = validUtf8(event.type);
}

} // namespace livebelt
