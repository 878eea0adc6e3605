// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/KnownMeanings.h"

namespace livebelt {

Meaning KnownMeanings::of(QByteArrayView name)
{
    if (const auto known = m_meanings.find(name); known != m_meanings.end())
        return known->second;
    if (m_meanings.size() >= mostNames)
        m_meanings.clear();
    return m_meanings.emplace(name.toByteArray(), usualMeaning(name)).first->second;
}

} // namespace livebelt
