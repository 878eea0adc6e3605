// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// Lines of sensors, sketches and instruments (SensorText.h): a field for each number; one with a unit is a text with
/// it, "20.6 °C".
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
    Reading m_reading;
    Accepts m_accepts;
};

} // namespace livebelt
