// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/RecordPattern.h"

namespace livebelt {

/// Which lines belong to the record before them. Never changes; any thread.
class Continuation
{
public:
    /// Nothing but what is clearly a stack trace.
    Continuation() = default;
    /// The lines of one JSON value (Brackets.h), which its first line begins.
    static Continuation ofJson();
    /// Each is "stack", "indented" (begins with a blank or tab, or is empty), "any", "none", or a pattern. ends is a
    /// pattern for last lines, or empty.
    static Result<Continuation> from(const QByteArrayList &rules, const QByteArray &ends);

    /// Whether anything may follow a first line.
    bool isPossible() const { return m_isAny || m_isIndented || m_isStack || m_isJson || !m_patterns.empty(); }
    /// Whether a line that begins no record belongs to one of this format, whatever stands between them; stack traces
    /// aside.
    bool continues(QByteArrayView line) const;
    bool isJson() const { return m_isJson; }
    /// Whether stack traces (StackTrace.h) belong to a record.
    bool isStack() const { return m_isStack; }
    /// Whether nothing but those does.
    bool isOnlyStack() const { return m_isStack && !m_isAny && !m_isIndented && m_patterns.empty(); }
    /// Whether blank lines belong to a record if a line behind them does.
    bool spansBlanks() const { return m_isIndented; }
    /// Whether this line is its record's last.
    bool ends(QByteArrayView line) const { return m_ends && m_ends->matches(line); }

private:
    bool m_isAny = false;
    bool m_isIndented = false;
    bool m_isStack = true;
    bool m_isJson = false;
    std::vector<RecordPattern> m_patterns;
    std::shared_ptr<const RecordPattern> m_ends;
};

} // namespace livebelt
