// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SeenItems.h"

#include <QHash>

namespace livebelt {

bool SeenItems::isNew(QByteArrayView identity)
{
    constexpr size_t otherSeed = 0x9E3779B97F4A7C15;
    const size_t size = size_t(identity.size());
    const Key key(qHashBits(identity.data(), size), qHashBits(identity.data(), size, otherSeed));
    if (const auto known = m_places.find(key); known != m_places.end()) {
        m_order.splice(m_order.end(), m_order, known->second);
        return false;
    }
    m_places.emplace(key, m_order.insert(m_order.end(), key));
    if (m_places.size() > m_most) {
        m_places.erase(m_order.front());
        m_order.pop_front();
    }
    return true;
}

} // namespace livebelt
