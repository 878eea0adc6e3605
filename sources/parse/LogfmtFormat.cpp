// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/LogfmtFormat.h"

namespace livebelt {

LogfmtFormat::LogfmtFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts) {}

bool LogfmtFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (m_accepts == Accepts::OnlyPairs && item.startsWith("__CURSOR="))
        return false; // the journal's export, a pair a line
    m_reading.clear();
    if (!m_pairs.addTo(m_reading, item, m_accepts))
        return false;
    m_reading.make(item, arrival, records);
    return true;
}

} // namespace livebelt
