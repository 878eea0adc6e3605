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
    /// Each is "stack", "indented" (begins with a blank or tab, or is empty), "any", "none", or a pattern. ends is a
    /// pattern for last lines, or empty.
    static Result<Continuation> from(const QByteArrayList &rules, const QByteArray &ends);

    /// Whether anything may follow a first line.
    bool isPossible() const { return m_isAny || m_isIndented || m_isStack || !m_patterns.empty(); }
    /// Whether a line that begins no record belongs to one of this format.
    bool continues(QByteArrayView line) const;
    /// Whether a line is clearly a part of a stack trace, whatever the format.
    bool continuesAnything(QByteArrayView line) const { return m_isStack && isOfStackTrace(line); }
    /// Whether this line is its record's last.
    bool ends(QByteArrayView line) const { return m_ends && m_ends->matches(line); }

    /// A line of a trace of Java, Kotlin, .NET, Python, JavaScript, Ruby, Go or Rust; not the exception's own line at
    /// the end of one of Python's.
    static bool isOfStackTrace(QByteArrayView line);
    /// "Traceback (most recent call last):", behind which a trace ends with a line that is not indented.
    static bool beginsPythonTrace(QByteArrayView line);

private:
    bool m_isAny = false;
    bool m_isIndented = false;
    bool m_isStack = true;
    std::vector<RecordPattern> m_patterns;
    std::shared_ptr<const RecordPattern> m_ends;
};

inline bool isIndented(QByteArrayView line)
{
    return line.isEmpty() || line.front() == ' ' || line.front() == '\t' || line == "\r";
}

} // namespace livebelt
