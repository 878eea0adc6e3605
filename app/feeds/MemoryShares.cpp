// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/MemoryShares.h"

#include <algorithm>

namespace livebelt {

std::vector<quint64> memoryShares(quint64 limit, std::span<const quint64> used)
{
    std::vector<quint64> shares;
    if (used.empty())
        return shares;
    const quint64 count = used.size();
    const quint64 own = limit / 2 / count;
    quint64 beyond = 0;
    for (const quint64 bytes : used)
        beyond += bytes > own ? bytes - own : 0;
    const quint64 common = limit - own * count;
    const quint64 unused = beyond < common ? common - beyond : 0;
    const double kept = beyond > common ? double(common) / double(beyond) : 1;
    for (const quint64 bytes : used) {
        const quint64 more = bytes > own ? quint64(double(bytes - own) * kept) : 0;
        shares.push_back(own + more + unused / count);
    }
    return shares;
}

} // namespace livebelt
