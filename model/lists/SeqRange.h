// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace livebelt {

/// Records of one feed by their numbers, both ends included; empty with last < first. A value.
struct SeqRange
{
    quint64 first = 1;
    quint64 last = 0;

    quint64 count() const { return last < first ? 0 : last - first + 1; }
    bool isEmpty() const { return last < first; }
    bool contains(quint64 seq) const { return seq >= first && seq <= last; }
    friend bool operator==(const SeqRange &, const SeqRange &) = default;
};

} // namespace livebelt
