// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorFormat.h"

#include "model/records/Quantity.h"
#include "sources/parse/readings/SensorText.h"
#include "sources/parse/values/EpochTime.h"

namespace livebelt {

namespace {
constexpr int certain = 50;
}

SensorFormat::SensorFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts) {}

bool SensorFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    SensorText text = readSensorText(item);
    if (text.score == 0 || (m_accepts == Accepts::Certain && text.score < certain))
        return false;
    m_reading.clear();
    for (SensorValue &value : text.values) {
        if (value.unit.isEmpty()) {
            m_reading.addNumber(value.name, value.number);
        } else {
            value.number.append(' ').append(value.unit);
            m_reading.addText(value.name, value.number);
        }
    }
    if (!text.values.back().time.isEmpty())
        m_reading.setTime(epochMicros(text.values.back().time.toLongLong()).value_or(noTime));
    if (text.values.size() == 1) // with its unit, it is a text to those who read values
        m_reading.setValue(text.values.front().name);
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
