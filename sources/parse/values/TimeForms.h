// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/values/ByteCursor.h"
#include "sources/parse/values/TimeForm.h"

namespace livebelt {

class ZoneRule;
struct TimeParts;

/// Which forms may be read.
class TimeFormSet
{
public:
    constexpr TimeFormSet() = default;
    static constexpr TimeFormSet all() { return TimeFormSet(0x7fff); }
    void add(TimeForm form) { m_bits |= 1u << unsigned(form); }
    bool has(TimeForm form) const { return (m_bits & (1u << unsigned(form))) != 0; }
    bool isEmpty() const { return m_bits == 0; }

private:
    explicit constexpr TimeFormSet(unsigned bits) : m_bits(bits) {}
    unsigned m_bits = 0;
};

/// Reads the time that the text at the cursor begins with, in one of the forms, which is said; where there is none, the
/// cursor stays. The first few bytes decide on the form, so that none is tried in vain. Numbers are not yet checked
/// against the calendar. 1/2/2026 is in January, unless only Dmy is wanted or the first number is beyond 12.
std::optional<TimeForm> readTimeForm(ByteCursor &cursor, TimeParts &parts, TimeFormSet wanted, const ZoneRule &own);

} // namespace livebelt
