// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/DecodedFormat.h"

namespace livebelt {

DecodedFormat::DecodedFormat(const ParserOptions &options, ToJson toJson)
    : m_toJson(std::move(toJson)), m_reading(options)
{
}

bool DecodedFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    const std::optional<QByteArray> json = m_toJson(item);
    if (!json)
        return false;
    m_reading.clear();
    const bool isContainer = JsonReader::mayBeContainer(*json) && m_reader.read(*json, m_reading);
    if (!isContainer) {
        m_reading.clear();
        isJsonNumber(*json) ? m_reading.addNumber("value", *json) : m_reading.addJson("value", *json);
    }
    m_reading.setText(*json);
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
