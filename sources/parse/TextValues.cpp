// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/TextValues.h"

#include <algorithm>

namespace livebelt {

void TextValues::addTo(Reading &reading, QByteArrayView text)
{
    constexpr qsizetype longest = 512;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() > longest || text.contains('\n'))
        return;
    const bool hasPair = text.contains('=');
    if (!hasPair && std::none_of(text.begin(), text.end(), isDigit))
        return;
    if (!m_sensor.addTo(reading, text, certainSensorScore) && hasPair &&
        !m_pairs.addTo(reading, text, LogfmtPairs::Accepts::OnlyPairs))
        m_pairs.addEndOf(reading, text);
}

} // namespace livebelt
