// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/StackTrace.h"

#include "sources/parse/formats/PatternOptions.h"
#include "sources/parse/values/ByteCursor.h"

#include <algorithm>
#include <re2/re2.h>
#include <utility>

namespace livebelt {

namespace {

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), &isAsciiDigit);
}

bool isBlankFirst(QByteArrayView line)
{
    return line.startsWith(' ') || line.startsWith('\t');
}

bool startsWithAny(QByteArrayView line, std::initializer_list<QByteArrayView> beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [line](QByteArrayView b) { return line.startsWith(b); });
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
    if (startsWithAny(text, {"at ", "File \"", "from /", "Suppressed: ", "Caused by: ", "--- End of ", "---> ", "... ",
                             "[cause]: ", "+ Exception Group Traceback", "thrown in "}))
        return true;
    if (const qsizetype colon = text.indexOf(": "); colon > 0 && colon < 4 && isDigits(text.first(colon)))
        return true; // Rust
    const qsizetype go = text.indexOf(".go:");
    return go > 0 && line.front() == '\t' && text.size() > go + 4 && isAsciiDigit(text[go + 4]);
}

bool beginsPython(QByteArrayView line)
{
    return line.startsWith("Traceback (most recent call last)");
}

bool beginsGoroutine(QByteArrayView line)
{
    return line.startsWith("goroutine ") && line.contains(" [");
}

/// "#0 /srv/a.php(12): pay()"
bool isNumbered(QByteArrayView line)
{
    const qsizetype blank = line.indexOf(' ');
    return line.startsWith('#') && blank > 1 && isDigits(line.sliced(1, blank - 1));
}

/// That what follows is the cause of a Python exception, or is caused by it.
bool chainsPython(QByteArrayView line)
{
    return line.startsWith("During handling of the above exception") ||
           line.startsWith("The above exception was the direct cause");
}

/// Whatever stands before it.
bool isOfTrace(QByteArrayView line)
{
    if (isBlankFirst(line))
        return isFrame(line);
    return startsWithAny(line, {"Caused by: ", "--- End of ", "stack backtrace:", "Stack trace:"}) ||
           chainsPython(line) || beginsGoroutine(line);
}

} // namespace

StackTrace StackTrace::after(QByteArrayView line)
{
    StackTrace trace;
    if (beginsPython(line))
        trace.m_place = Place::Python;
    else if (line.startsWith("panic: ") || line.startsWith("fatal error: ") || beginsGoroutine(line))
        trace.m_place = Place::Go;
    else if (line.startsWith("thread '") && line.contains(" panicked at "))
        trace.m_place = line.trimmed().endsWith(':') ? Place::RustMessage : Place::Rust;
    else if (isException(line) || isOfTrace(line))
        trace.m_place = Place::Behind;
    return trace;
}

StackTrace::Answer StackTrace::take(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return m_place == Place::Before ? Answer::No : Answer::Maybe;
    switch (m_place) {
    case Place::Python: // whose first line that is not indented is its last
        m_place = isBlankFirst(line) ? Place::Python : Place::Behind;
        return Answer::Yes;
    case Place::Go:
        return takeGo(line);
    case Place::RustMessage:
    case Place::Rust:
        return takeRust(line);
    case Place::Before:
    case Place::Chain:
    case Place::Behind:
        break;
    }
    // Behind a trace these begin the next one.
    if (m_place != Place::Behind && (beginsPython(line) || isException(line))) {
        m_place = beginsPython(line) ? Place::Python : Place::Behind;
        return Answer::Yes;
    }
    if (!isOfTrace(line) && !(m_place == Place::Behind && isNumbered(line)))
        return Answer::No;
    if (beginsGoroutine(line))
        m_place = Place::Go;
    else if (line.startsWith("stack backtrace:"))
        m_place = Place::Rust;
    else
        m_place = chainsPython(line) ? Place::Chain : Place::Behind;
    return Answer::Yes;
}

StackTrace::Answer StackTrace::takeGo(QByteArrayView line)
{
    const bool isCall = line.endsWith(')') && line.contains('(') && !line.first(line.indexOf('(')).contains(' ');
    const bool isOfIt = isCall || isFrame(line) || beginsGoroutine(line) || line.startsWith("\tpanic: ") ||
                        startsWithAny(line, {"created by ", "[signal ", "[recovered", "...", "exit status "});
    return isOfIt ? Answer::Yes : Answer::No;
}

StackTrace::Answer StackTrace::takeRust(QByteArrayView line)
{
    const bool isMessage = std::exchange(m_place, Place::Rust) == Place::RustMessage;
    if (line.startsWith("note: "))
        m_place = Place::Behind;
    const bool isOfIt = isMessage || isBlankFirst(line) || startsWithAny(line, {"note: ", "stack backtrace:"});
    return isOfIt ? Answer::Yes : Answer::No;
}

bool StackTrace::mayFollow(QByteArrayView line)
{
    static const re2::RE2 words("(?i)error|exception|fail|fatal|panic|critical|severe|warn|traceback|throw|abort|"
                                "unhandled|uncaught",
                                patternOptions());
    constexpr qsizetype searched = 256;
    const re2::StringPiece head(line.data(), size_t(qMin(line.size(), searched)));
    return re2::RE2::PartialMatch(head, words) || after(line).m_place != Place::Before;
}

} // namespace livebelt
