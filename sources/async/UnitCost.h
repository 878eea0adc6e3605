// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace livebelt::async {

/// The default weight of an item: a capacity is a number of items. Another cost is a type like it, whose call says what
/// an item weighs; it is asked once for each item that is put in, on the thread of who does.
struct UnitCost
{
    /// Always 1.
    template<typename T>
    quint64 operator()(const T &) const
    {
        return 1;
    }
};

} // namespace livebelt::async
