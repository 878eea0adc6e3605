// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/Continuation.h"

#include "sources/parse/values/ByteCursor.h"

#include <algorithm>

namespace livebelt {

namespace {

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), &isAsciiDigit);
}

/// "java.lang.IllegalStateException: no", "ValueError" with a point in it.
bool isException(QByteArrayView line)
{
    const auto isName = [](char c) { return isAsciiLetter(c) || isAsciiDigit(c) || c == '.' || c == '_' || c == '$'; };
    const QByteArrayView name = line.first(std::find_if_not(line.begin(), line.end(), isName) - line.begin());
    const QByteArrayView rest = line.sliced(name.size());
    return name.contains('.') && (rest.isEmpty() || rest.startsWith(": ") || rest == ":") &&
           (name.endsWith("Exception") || name.endsWith("Error") || name.endsWith("Throwable"));
}

/// Of a line that is indented.
bool isFrame(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    if (text.startsWith("at ") || text.startsWith("File \"") || text.startsWith("from /") ||
        text.startsWith("Suppressed: ") || text.startsWith("Caused by: ") || text.startsWith("--- End of "))
        return true;
    if (text.startsWith("... "))
        return true;
    if (const qsizetype colon = text.indexOf(": "); colon > 0 && colon < 4 && isDigits(text.first(colon)))
        return true; // Rust
    const qsizetype go = text.indexOf(".go:");
    return go > 0 && line.front() == '\t' && text.size() > go + 4 && isAsciiDigit(text[go + 4]);
}

} // namespace

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
    return m_isAny || (m_isIndented && isIndented(line)) || continuesAnything(line) ||
           std::any_of(m_patterns.begin(), m_patterns.end(),
                       [line](const RecordPattern &pattern) { return pattern.matches(line); });
}

bool Continuation::isOfStackTrace(QByteArrayView line)
{
    if (line.isEmpty())
        return false;
    if (line.front() == ' ' || line.front() == '\t')
        return isFrame(line);
    return line.startsWith("Caused by: ") || beginsPythonTrace(line) || line.startsWith("stack backtrace:") ||
           line.startsWith("During handling of the above exception") ||
           line.startsWith("The above exception was the direct cause") || line.startsWith("--- End of ") ||
           (line.startsWith("goroutine ") && line.contains(" [")) || isException(line);
}

bool Continuation::beginsPythonTrace(QByteArrayView line)
{
    return line.startsWith("Traceback (most recent call last)");
}

} // namespace livebelt
