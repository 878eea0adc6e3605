// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/Continuation.h"

#include <algorithm>

namespace livebelt {

namespace {

bool isIndented(QByteArrayView line)
{
    return line.startsWith(' ') || line.startsWith('\t');
}

} // namespace

Continuation Continuation::ofJson()
{
    Continuation made;
    made.m_isStack = false;
    made.m_isJson = true;
    return made;
}

Result<Continuation> Continuation::from(const QByteArrayList &rules, const QByteArray &ends)
{
    Continuation made;
    made.m_isStack = false;
    for (const QByteArray &rule : rules) {
        if (rule == "stack") {
            made.m_isStack = true;
        } else if (rule == "indented") {
            made.m_isIndented = true;
        } else if (rule == "any") {
            made.m_isAny = made.m_isStack = true;
        } else if (rule != "none") {
            auto pattern = RecordPattern::from(rule);
            if (!pattern)
                return Failure{pattern.error()};
            made.m_patterns.push_back(*std::move(pattern));
        }
    }
    if (!ends.isEmpty()) {
        auto pattern = RecordPattern::from(ends);
        if (!pattern)
            return Failure{pattern.error()};
        made.m_ends = std::make_shared<const RecordPattern>(*std::move(pattern));
    }
    return made;
}

bool Continuation::continues(QByteArrayView line) const
{
    return m_isAny || (m_isIndented && isIndented(line)) ||
           std::any_of(m_patterns.begin(), m_patterns.end(),
                       [line](const RecordPattern &pattern) { return pattern.matches(line); });
}

} // namespace livebelt
