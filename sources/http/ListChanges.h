// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace livebelt {

/// What is new in a list, compared with the one before: lists are given as a hash of each item.
///
/// Where most of a list is the end of the one before, it has moved on: all that follows is new, though there be others
/// like it (and where it is the beginning of the one before, all that precedes). Otherwise the items are counted: new
/// are those that the list has more often than the one before. Memory: 8 bytes an item. A plain value.
class ListChanges
{
public:
    /// Of a longer list, so many are kept over an end of the program.
    static constexpr size_t mostStored = 16 * 1024;

    enum class Order {
        OldestFirst, ///< it probably grows at its end
        NewestFirst, ///< at its beginning
        None         ///< of no meaning: items are only counted
    };

    /// The numbers of the items that are new, in the order of the list, which is the one before from now on.
    std::vector<size_t> next(std::vector<quint64> items, Order order);

    QByteArray toBytes() const;
    void fromBytes(const QByteArray &bytes);

private:
    std::vector<size_t> counted(const std::vector<quint64> &items) const;

    std::vector<quint64> m_before;
};

} // namespace livebelt
