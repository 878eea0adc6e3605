// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/UnpackedFormat.h"

#include "model/records/Fields.h"
#include "sources/parse/PlainFormats.h"
#include "sources/parse/unpack/PayloadUnpacker.h"

namespace livebelt {

UnpackedFormat::UnpackedFormat(const ParserOptions &options, std::unique_ptr<ItemFormat> format)
    : m_format(std::move(format)), m_packing(options.packing), m_kind(options.kind)
{
    if (options.format != u"auto")
        m_unreadable = "It could not be read as " + options.format.toUtf8();
}

Record UnpackedFormat::shown(const QByteArray &bytes, qint64 received, const QByteArray &problem) const
{
    Record record = isValidUtf8(bytes) ? textRecord(m_kind, bytes, received) : binaryRecord(m_kind, bytes, received);
    if (!problem.isEmpty()) {
        FieldsBuilder fields;
        fields.add("problem", problem);
        record.fields = fields.take();
    }
    return record;
}

bool UnpackedFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const size_t at = records.size();
    const Result<QByteArray> unpacked = unpackedPayload(m_packing, item);
    if (!unpacked) {
        records.push_back(shown(item, arrival.received, unpacked.error().toUtf8()));
    } else if (unpacked->isEmpty() || !m_format->read(*unpacked, arrival, records)) {
        records.push_back(shown(*unpacked, arrival.received, unpacked->isEmpty() ? QByteArray() : m_unreadable));
    } else if (m_format->isUnfinished()) {
        m_format->takeUnfinished();
        records.push_back(shown(*unpacked, arrival.received, m_unreadable));
    } else if (records.size() == at) { // a header, a comment
        records.push_back(shown(*unpacked, arrival.received, {}));
        records.back().kind = RecordKind::Event;
    }
    for (size_t i = at; i < records.size(); ++i)
        records[i].raw = item;
    return true;
}

} // namespace livebelt
