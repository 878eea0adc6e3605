// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"

#include <map>

namespace livebelt {

/// The layouts of the rows near what is on the screen, by seq: bounded, those that are farthest away go. A value.
class LayoutCache
{
public:
    static constexpr size_t most = 512;

    struct Kept
    {
        std::unique_ptr<RowLayout> layout;
        quint64 serial = 0; ///< another one each time a row is laid out
    };

    /// nullptr where it is not there.
    const Kept *find(quint64 seq) const;
    const Kept &put(quint64 seq, std::unique_ptr<RowLayout> layout);
    /// First and last seq, both included.
    void forget(quint64 first, quint64 last);
    void clear() { m_kept.clear(); }
    /// Down to the bound, as far as they are not in first to last.
    void trim(quint64 first, quint64 last);
    size_t size() const { return m_kept.size(); }

private:
    std::map<quint64, Kept> m_kept;
    quint64 m_serial = 0;
};

} // namespace livebelt
