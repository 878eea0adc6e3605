// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/LineJoiner.h"

namespace livebelt {

void LineJoiner::begin(QByteArrayView line, const Continuation &continuation, qint64 now)
{
    m_continuation = &continuation;
    m_trace = StackTrace::after(line);
    m_brackets = continuation.isJson() ? Brackets::openedBy(line) : std::nullopt;
    m_lines = 1;
    m_bytes = line.size() + 1;
    m_begun = now;
}

void LineJoiner::beginBeyond(QByteArrayView line, qint64 now)
{
    m_trace.take(line);
    m_brackets.reset();
    m_lines = 1;
    m_bytes = line.size() + 1;
    m_begun = now;
}

LineJoiner::Answer LineJoiner::ask(QByteArrayView line, qint64 now) const
{
    if (m_brackets)
        return !m_brackets->mayTake(line) ? Answer::No : fits(line, now) ? Answer::Yes : Answer::Beyond;
    Answer answer = m_continuation->continues(line) ? Answer::Yes : Answer::No;
    if (answer == Answer::No && m_continuation->isStack()) {
        const StackTrace::Answer ofTrace = StackTrace(m_trace).take(line);
        answer = ofTrace == StackTrace::Answer::Yes     ? Answer::Yes
                 : ofTrace == StackTrace::Answer::Maybe ? Answer::Maybe
                                                        : Answer::No;
    }
    if (answer == Answer::No && m_continuation->spansBlanks() && line.trimmed().isEmpty())
        answer = Answer::Maybe;
    return answer != Answer::Yes || fits(line, now) ? answer : Answer::Beyond;
}

void LineJoiner::add(QByteArrayView line)
{
    m_trace.take(line);
    if (m_brackets)
        m_brackets->take(line);
    ++m_lines;
    m_bytes += line.size() + 1;
}

bool LineJoiner::fits(QByteArrayView line, qint64 now) const
{
    const int factor = m_brackets ? 16 : 1;
    return m_lines < m_bounds.lines * factor && m_bytes + line.size() < m_bounds.bytes * factor &&
           now - m_begun < m_bounds.time.count();
}

} // namespace livebelt
