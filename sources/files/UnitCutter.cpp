// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/UnitCutter.h"

#include <utility>

namespace livebelt {

UnitCutter::UnitCutter(TextEncoding encoding, qint64 longest)
    : m_encoding(std::move(encoding))
    , m_longest(longest - longest % m_encoding.unit())
    , m_lineFeed(unitOf('\n'))
    , m_return(unitOf('\r'))
{
}

/// The bytes of one ASCII character.
QByteArray UnitCutter::unitOf(char c) const
{
    QByteArray bytes(m_encoding.unit(), '\0');
    bytes[m_encoding.isBigEndian() ? m_encoding.unit() - 1 : 0] = c;
    return bytes;
}

bool UnitCutter::next(Item &item)
{
    const int unit = m_encoding.unit();
    qsizetype at = m_bytes.indexOf(m_lineFeed, m_looked);
    while (at >= 0 && at % unit != 0)
        at = m_bytes.indexOf(m_lineFeed, at + 1);
    if (at >= 0) {
        hand(item, at + unit, Item::End::InOriginal);
        return true;
    }
    if (m_bytes.size() > m_longest + unit) { // a unit may be there in part
        const qsizetype tooMuch = (m_bytes.size() - m_longest) / unit * unit;
        m_bytes.remove(m_longest, tooMuch);
        m_dropped += tooMuch;
    }
    m_looked = m_bytes.size() / unit * unit;
    return false;
}

bool UnitCutter::pause(Item &item)
{
    if (!canPause())
        return false;
    hand(item, m_bytes.size() / m_encoding.unit() * m_encoding.unit(), Item::End::Pause);
    m_continues = true;
    return true;
}

bool UnitCutter::finish(Item &item)
{
    if (m_bytes.isEmpty())
        return false;
    hand(item, m_bytes.size(), Item::End::Stop);
    return true;
}

void UnitCutter::hand(Item &item, qsizetype size, Item::End end)
{
    item.original = m_bytes.first(size);
    m_bytes.remove(0, size);
    m_looked = 0;
    QByteArray line = item.original;
    if (end == Item::End::InOriginal) {
        line.chop(m_lineFeed.size());
        if (m_dropped == 0 && line.endsWith(m_return))
            line.chop(m_return.size());
    }
    bool isWhole = true;
    item.bytes = m_encoding.toUtf8(line, isWhole);
    item.length = item.bytes.size() + std::exchange(m_dropped, 0);
    item.end = end;
    item.continues = std::exchange(m_continues, false);
}

} // namespace livebelt
