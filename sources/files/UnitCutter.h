// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/files/TextEncoding.h"
#include "sources/parse/Item.h"

namespace livebelt {

/// Cuts text of 2 or 4 bytes a character into lines, as ItemCutter does with bytes: what it gives is UTF-8, with the
/// original. A line longer than longest bytes keeps its first ones. No I/O; one thread.
class UnitCutter
{
public:
    UnitCutter(TextEncoding encoding, qint64 longest);

    void add(const QByteArray &piece) { m_bytes += piece; }
    bool next(Item &item);
    bool pause(Item &item);
    bool canPause() const { return m_bytes.size() >= m_encoding.unit(); }
    bool finish(Item &item);
    qint64 unfinished() const { return m_bytes.size() + m_dropped; }
    void continueLine() { m_continues = true; }
    bool isContinuing() const { return m_continues; }

private:
    QByteArray unitOf(char c) const;
    void hand(Item &item, qsizetype size, Item::End end);

    TextEncoding m_encoding;
    qint64 m_longest;
    QByteArray m_lineFeed, m_return;
    QByteArray m_bytes;     ///< begins at a multiple of a unit
    qsizetype m_looked = 0; ///< there is no line feed before that
    qint64 m_dropped = 0;   ///< bytes of a line that is too long
    bool m_continues = false;
};

} // namespace livebelt
