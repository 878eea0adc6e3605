// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/Brackets.h"
#include "sources/parse/formats/Continuation.h"
#include "sources/parse/formats/StackTrace.h"

#include <chrono>

namespace livebelt {

/// Tells which lines belong to the record before them: those that its format says (Continuation), and stack traces
/// where it takes them; within bounds, which are sixteen times as wide for one JSON value. It keeps no line. No I/O, no
/// clock: now is in microseconds. One thread.
class LineJoiner
{
public:
    struct Bounds
    {
        int lines = 1000;
        qsizetype bytes = 256 * 1024;                             ///< with a byte for the end of each line
        std::chrono::microseconds time = std::chrono::seconds(5); ///< behind the first line
    };
    enum class Answer {
        No,
        Maybe,  ///< a blank line: it belongs to the record if the next one does
        Beyond, ///< it would belong to it, but not within the bounds: it begins a record of its own
        Yes
    };

    LineJoiner() = default;
    explicit LineJoiner(Bounds bounds) : m_bounds(bounds) {}

    /// A record begins. continuation says what may follow, and outlives the record.
    void begin(QByteArrayView line, const Continuation &continuation, qint64 now);
    /// The same for a line that was Beyond: what would have belonged to the record before belongs to this one.
    void beginBeyond(QByteArrayView line, qint64 now);
    /// Whether the next line belongs to the record. Nothing is changed.
    Answer ask(QByteArrayView line, qint64 now) const;
    /// The line belongs to the record.
    void add(QByteArrayView line);
    bool takesOnlyTraces() const { return m_continuation->isOnlyStack(); }
    /// Whether the line is its record's last.
    bool ends(QByteArrayView line) const { return m_brackets ? !m_brackets->isOpen() : m_continuation->ends(line); }

private:
    bool fits(QByteArrayView line, qint64 now) const;

    Bounds m_bounds;
    const Continuation *m_continuation = nullptr;
    StackTrace m_trace;
    std::optional<Brackets> m_brackets; ///< of the JSON value that the record is
    int m_lines = 0;
    qsizetype m_bytes = 0;
    qint64 m_begun = 0;
};

} // namespace livebelt
