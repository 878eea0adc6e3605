// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseOverlap.h"

#include "sources/http/StableHash.h"

#include <QtEndian>
#include <algorithm>

namespace livebelt {

void SseOverlap::begin()
{
    m_next = m_new = 0;
    m_until = m_recent.size();
    m_count = 0;
    m_isOver = m_recent.empty();
}

bool SseOverlap::comesAgain(const SseEvent &event)
{
    if (!event.hasOwnId || event.id.isEmpty())
        return false;
    const quint64 hash = StableHash().add(event.id).add(event.type).add(event.data).value();
    if (!m_isOver) {
        // The last one that is like it: of events that are all alike, one is taken for old, and no more.
        size_t found = m_until;
        while (found > m_next && m_recent[found - 1] != hash)
            --found;
        if (found > m_next) {
            m_next = found;
            m_isOver = m_next == m_until;
            ++m_count;
            return true;
        }
        m_isOver = ++m_new >= most;
    }
    m_recent.push_back(hash);
    if (m_recent.size() > most) {
        m_recent.pop_front();
        m_next -= std::min<size_t>(m_next, 1);
        m_until -= std::min<size_t>(m_until, 1);
    }
    return false;
}

QByteArray SseOverlap::toBytes() const
{
    QByteArray bytes;
    const size_t count = std::min(m_recent.size(), mostStored);
    for (auto hash = m_recent.end() - qptrdiff(count); hash != m_recent.end(); ++hash) {
        const quint64 value = qToBigEndian(*hash);
        bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    }
    return bytes.toBase64();
}

void SseOverlap::fromBytes(const QByteArray &bytes)
{
    const QByteArray raw = QByteArray::fromBase64(bytes);
    m_recent.clear();
    for (qsizetype at = 0; at + qsizetype(sizeof(quint64)) <= raw.size() && m_recent.size() < mostStored;
         at += sizeof(quint64))
        m_recent.push_back(qFromBigEndian<quint64>(raw.constData() + at));
}

} // namespace livebelt
