// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/JsonFormat.h"

#include "model/records/FieldScanner.h"
#include "model/records/Quantity.h"
#include "sources/parse/PlainFormats.h"

namespace livebelt {

namespace {

constexpr char recordSeparator = '\x1e';

} // namespace

JsonFormat::JsonFormat(const ParserOptions &options, Accepts accepts)
    : m_reading(options), m_kind(options.kind), m_accepts(accepts)
{
}

bool JsonFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const QByteArrayView text = QByteArrayView(item).sliced(item.front() == recordSeparator ? 1 : 0).trimmed();
    if (text.isEmpty())
        return false;
    if (!JsonReader::mayBeContainer(text))
        return m_accepts == Accepts::Anything && readScalar(item, text, arrival, records);
    m_reading.clear();
    if (!m_reader.read(text, m_reading))
        return false;
    if (m_reader.isFlat() && text.size() == item.size())
        m_reading.setIsFields();
    m_reading.make(item, arrival, records);
    return true;
}

bool JsonFormat::readScalar(const QByteArray &item, QByteArrayView text, Arrival arrival, Records &records) const
{
    const bool isNumber = isJsonNumber(text);
    const bool isWord = text == "true" || text == "false" || text == "null";
    QByteArray content;
    if (!isNumber && !isWord) {
        const QByteArray wrapped = QByteArray("{\"\":").append(text).append('}');
        FieldScanner scanner(wrapped);
        if (!scanner.next() || !scanner.isString() || scanner.next())
            return false;
        content = scanner.value();
    }
    Record record = textRecord(m_kind, item, arrival.received);
    if (!content.isEmpty()) {
        record.text = validUtf8(content);
        record.raw = item;
    }
    if (isNumber) {
        record.kind = RecordKind::Measurement;
        record.value = plainNumber(text).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    records.push_back(std::move(record));
    return true;
}

} // namespace livebelt
