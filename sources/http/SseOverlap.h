// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/SseParser.h"

#include <deque>

namespace livebelt {

/// Knows the events that a server sends once more after a connection was lost, or the program was started again: those
/// with an id of their own that are, id, name and data, among the last thousand, and come in the same order. Events
/// without an id, and other ones with the same id, are never taken for old. A plain value.
class SseOverlap
{
public:
    static constexpr size_t most = 1000;
    static constexpr size_t mostStored = 64;

    /// A connection begins: what came before it may come again now.
    void begin();
    /// It has lasted so long that what comes now is new.
    void end() { m_isOver = true; }
    /// Notes the event; whether it is an old one.
    bool comesAgain(const SseEvent &event);
    /// How many have come again on this connection.
    int count() const { return m_count; }
    bool isOver() const { return m_isOver; }

    /// The last of them, to be stored; and back.
    QByteArray toBytes() const;
    void fromBytes(const QByteArray &bytes);

private:
    std::deque<quint64> m_recent;
    size_t m_next = 0;  ///< the first one that may still come again
    size_t m_until = 0; ///< behind the last one that may
    size_t m_new = 0;
    int m_count = 0;
    bool m_isOver = true;
};

} // namespace livebelt
