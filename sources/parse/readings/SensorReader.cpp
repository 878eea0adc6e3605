// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorReader.h"

#include "model/records/Quantity.h"
#include "sources/parse/values/EpochTime.h"

namespace livebelt {

bool SensorReader::addTo(Reading &reading, QByteArrayView text, int leastScore)
{
    m_text = readSensorText(text);
    if (m_text.score < leastScore)
        return false;
    for (SensorValue &value : m_text.values) {
        if (value.isText) {
            reading.addText(value.name, value.number);
        } else if (!unitCode(value.unit)) { // none, or one that only the instrument knows
            reading.addNumber(value.name, value.number);
        } else {
            value.number.append(' ').append(value.unit);
            reading.addText(value.name, value.number);
        }
    }
    if (!m_text.values.back().time.isEmpty())
        reading.setTime(epochMicros(m_text.values.back().time.toLongLong()).value_or(noTime));
    else if (m_text.values.front().name == "1")
        reading.setTimeMayBeFirst();
    return true;
}

} // namespace livebelt
