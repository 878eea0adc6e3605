// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/readings/SensorReader.h"

namespace livebelt {

/// Lines of sensors, sketches and instruments: a field for each number (SensorReader.h).
class SensorFormat final : public ItemFormat
{
public:
    enum class Accepts {
        Anything,
        Certain ///< what could not as well be something else
    };
    explicit SensorFormat(const ParserOptions &options, Accepts accepts = Accepts::Anything);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;

private:
    SensorReader m_sensor;
    Reading m_reading;
    Accepts m_accepts;
};

} // namespace livebelt
