// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <list>
#include <unordered_map>
#include <utility>

namespace livebelt {

/// Knows the items that have been seen lately, by a hash of 128 bits of what identifies them: the `most` that were
/// asked for last, about 100 bytes each.
class SeenItems
{
public:
    explicit SeenItems(size_t most = 100'000) : m_most(most) {}

    /// Whether the item is seen for the first time; it is not, next time.
    bool isNew(QByteArrayView identity);
    size_t size() const { return m_places.size(); }

private:
    using Key = std::pair<size_t, size_t>;
    struct First
    {
        size_t operator()(const Key &key) const { return key.first; }
    };

    size_t m_most;
    std::list<Key> m_order; ///< the one asked for last is the last
    std::unordered_map<Key, std::list<Key>::iterator, First> m_places;
};

} // namespace livebelt
