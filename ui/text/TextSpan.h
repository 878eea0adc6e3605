// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt {

/// A part of a text: places of UTF-16 units, last not included.
struct TextSpan
{
    int first = 0;
    int last = 0;
    bool isEmpty() const { return last <= first; }
    friend bool operator==(const TextSpan &, const TextSpan &) = default;
};

} // namespace livebelt
