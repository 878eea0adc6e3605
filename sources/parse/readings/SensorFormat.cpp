// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorFormat.h"

namespace livebelt {

SensorFormat::SensorFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts) {}

bool SensorFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    m_reading.clear();
    if (!m_sensor.addTo(m_reading, item, m_accepts == Accepts::Certain ? certainSensorScore : 1))
        return false;
    if (m_sensor.values().size() == 1) // with its unit, it is a text to those who read values
        m_reading.setValue(m_sensor.values().front().name);
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
