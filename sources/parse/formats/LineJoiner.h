// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/formats/LogFormat.h"

#include <chrono>

namespace livebelt {

/// One record's lines as they came.
struct JoinedLines
{
    QByteArray bytes; ///< with the line ends between them
    QByteArray end;   ///< of the last line: "\n", "\r\n", "\r" or nothing
    int lines = 0;
    qint64 arrived = noTime; ///< the first line, in microseconds
};

/// Puts the lines of stack traces and other continuations to the record they belong to. A format says which do
/// (LogFormat::continuation()); without one, only what is clearly a stack trace does. No byte is lost or changed.
/// A record waits until the next one begins, or a bound is reached; a line behind a bound begins a record that its
/// like goes on. Where nothing can follow, nothing waits. No I/O, no clock of its own: `now` is in microseconds and
/// never goes back. One thread.
class LineJoiner
{
public:
    struct Bounds
    {
        int lines = 1000;
        qsizetype bytes = 256 * 1024;
        std::chrono::microseconds pause = std::chrono::milliseconds(250); ///< behind the last line
        std::chrono::microseconds total = std::chrono::seconds(5);        ///< behind the first
    };
    using Records = std::vector<JoinedLines>;

    explicit LineJoiner(std::shared_ptr<const LogFormat> format = {}) : LineJoiner(std::move(format), Bounds()) {}
    LineJoiner(std::shared_ptr<const LogFormat> format, Bounds bounds);

    /// One line, without and with its end, and what is now complete at the end of records.
    void add(QByteArrayView line, QByteArrayView end, qint64 now, Records &records);
    /// When expire() will have something, unless another line comes; noTime: nothing waits.
    qint64 due() const;
    /// What waited for long enough.
    void expire(qint64 now, Records &records);
    /// At the end, or before the format changes: what waits.
    void finish(Records &records);

private:
    bool belongs(QByteArrayView line, bool starts) const;
    bool fits(QByteArrayView line, qint64 now) const;
    void begin(QByteArrayView line, QByteArrayView end, bool starts, qint64 now);

    std::shared_ptr<const LogFormat> m_format;
    Continuation m_continuation;
    Bounds m_bounds;
    JoinedLines m_waiting;   ///< lines == 0: nothing
    qint64 m_last = 0;       ///< when its last line came
    bool m_isRecord = false; ///< it began as a record does, or what it continues did
    bool m_isPython = false; ///< within a Python trace, whose first line that is not indented is its last
};

} // namespace livebelt
