// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/RecordQueue.h"

namespace livebelt {

void RecordQueue::setConnected(QString meanwhile)
{
    const std::lock_guard lock(m_mutex);
    m_news.isConnected = true;
    m_news.meanwhile = std::move(meanwhile);
    ring();
}

void RecordQueue::put(Record &&record)
{
    const qsizetype size = record.footprint();
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [&] { return m_isLeaving || m_records.empty() || m_bytes + size <= capacity; });
    m_bytes += size;
    m_records.push_back(std::move(record));
    ring();
}

void RecordQueue::finish(Ending ending)
{
    const std::lock_guard lock(m_mutex);
    if (!std::exchange(m_isFinished, true))
        m_news.ending = std::move(ending);
    m_bell.close();
}

RecordQueue::News RecordQueue::take(Records &records)
{
    records.clear();
    const std::lock_guard lock(m_mutex);
    records.swap(m_records);
    m_bytes = 0;
    m_isAwaited = records.empty() && !m_news.isConnected && !m_news.ending;
    m_hasRoom.notify_all();
    return std::exchange(m_news, {});
}

void RecordQueue::leave()
{
    const std::lock_guard lock(m_mutex);
    m_isLeaving = true;
    m_hasRoom.notify_all();
}

void RecordQueue::ring()
{
    if (!std::exchange(m_isAwaited, false))
        return;
    char stroke = 0;
    m_bell.trySend(stroke);
}

} // namespace livebelt
