// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/LogfmtPairs.h"
#include "sources/parse/readings/SensorReader.h"

namespace livebelt {

/// The values in the text of a record whose head (time, level, program) has been read: "temp=21.5 hum=40" behind a time
/// is what it is without one; and the pairs that a message ends with, "request done status=200". One thread.
class TextValues
{
public:
    /// The values belong to text and to this until the next call.
    void addTo(Reading &reading, QByteArrayView text);

private:
    SensorReader m_sensor;
    LogfmtPairs m_pairs;
};

} // namespace livebelt
