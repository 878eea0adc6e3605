// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/JsonFormat.h"

#include "model/records/FieldScanner.h"
#include "model/records/Quantity.h"
#include "sources/parse/PlainFormats.h"

namespace livebelt {

namespace {

constexpr char recordSeparator = '\x1e';
constexpr int looks = 4;

ReadingRoles rolesOf(const FormatDescription &description)
{
    constexpr std::array roles{Role::Time, Role::Level, Role::Subject, Role::Text}; // in the order of LogRole
    ReadingRoles found;
    for (size_t i = 0; i < roles.size(); ++i) {
        quint8 rank = 0;
        for (const QByteArray &name : description.roles[i])
            found.meanings.emplace(name, Meaning{roles[i], rank++});
    }
    found.levels = description.levels;
    found.scale = description.scale;
    return found;
}

} // namespace

JsonFormat::JsonFormat(const ParserOptions &options, Accepts accepts)
    : m_reading(options)
    , m_formats(options.logFormats ? options.logFormats : std::make_shared<LogFormatsOnDemand>())
    , m_kind(options.kind)
    , m_accepts(accepts)
    , m_looks(options.isMixed ? 0 : looks)
{
}

void JsonFormat::lookForLogFormat(const QByteArray &item)
{
    std::vector<LogFormats::Format> candidates;
    m_formats->get()->candidates(item, candidates);
    LogReading parts;
    for (const LogFormats::Format &format : candidates) {
        if (format->description().kind != FormatDescription::Kind::Json || !format->match(item, parts))
            continue;
        m_reading.setRoles(rolesOf(format->description()));
        m_looks = 0;
        return;
    }
}

bool JsonFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const QByteArrayView text = QByteArrayView(item).sliced(item.front() == recordSeparator ? 1 : 0).trimmed();
    if (text.isEmpty())
        return false;
    if (!JsonReader::mayBeContainer(text))
        return m_accepts == Accepts::Anything && readScalar(item, text, arrival, records);
    if (m_looks > 0 && text.front() == '{') {
        --m_looks;
        lookForLogFormat(item);
    }
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
