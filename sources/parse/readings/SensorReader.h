// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/SensorText.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// Puts what a sensor's text says (SensorText.h) into a reading: a number each, or a text with its unit where that is
/// known, "20.6 °C". One thread.
class SensorReader
{
public:
    /// A text that scores less is left alone: then reading is as it was. The values belong to this until the next call.
    bool addTo(Reading &reading, QByteArrayView text, int leastScore);
    const std::vector<SensorValue> &values() const { return m_text.values; }

private:
    SensorText m_text;
};

} // namespace livebelt
