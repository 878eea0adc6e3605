// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StoringRun.h"

#include "tests/support/WaitUntil.h"

#include <QDebug>
#include <algorithm>

namespace livebelt::test {

StoringRun::StoringRun(const FeedKind &kind, const QString &address, const Credentials &credentials,
                       const ResumePoints &points)
    : m_points(points)
{
    const auto parsed = FeedAddress::parse(address);
    auto feed = parsed ? kind.open(*parsed, credentials) : Result<std::unique_ptr<Feed>>(Failure{parsed.error()});
    if (!feed) {
        qWarning() << feed.error();
        return;
    }
    m_feed = *std::move(feed);
    if (!points.empty())
        m_feed->continueAfter(points);
    m_scope.spawn(consume());
}

StoringRun::~StoringRun()
{
    m_scope.cancel();
}

async::Task<void> StoringRun::consume()
{
    auto items = m_feed->records();
    while (auto record = co_await items.next()) {
        m_data += record->kind == RecordKind::Notice ? 0 : 1;
        m_records.push_back(std::move(*record));
        while (m_isHeld)
            co_await m_released.wait();
    }
}

void StoringRun::release()
{
    m_isHeld = false;
    m_released.set();
}

QByteArrayList StoringRun::texts() const
{
    QByteArrayList texts;
    for (const Record &record : m_records) {
        if (record.kind != RecordKind::Notice)
            texts.append(record.text);
    }
    return texts;
}

QByteArray StoringRun::text(NoticeType type) const
{
    const auto found = std::find_if(m_records.rbegin(), m_records.rend(),
                                    [type](const Record &record) { return noticeType(record) == type; });
    return found == m_records.rend() ? QByteArray() : found->text;
}

qint64 StoringRun::dropped() const
{
    qint64 count = 0;
    for (const Record &record : m_records)
        count += qint64(droppedCount(record));
    return count;
}

size_t StoringRun::positionOf(const QByteArray &text) const
{
    const auto found =
        std::find_if(m_records.begin(), m_records.end(), [&](const Record &record) { return record.text == text; });
    return size_t(found - m_records.begin()) + 1;
}

void StoringRun::noteStored(size_t count)
{
    for (; m_noted < std::min(count, m_records.size()); ++m_noted) {
        const auto point = m_records[m_noted].resume;
        if (!point)
            continue;
        const auto known = std::find_if(m_points.begin(), m_points.end(),
                                        [&](const ResumePoint &other) { return other.key == point->key; });
        if (known == m_points.end())
            m_points.push_back(*point);
        else
            *known = *point;
    }
}

void StoringRun::store(size_t count)
{
    noteStored(count);
    m_feed->stored(count);
}

bool StoringRun::waitForData(size_t count, int milliseconds) const
{
    return waitUntil([&] { return m_data >= count; }, milliseconds);
}

bool StoringRun::waitFor(NoticeType type, int milliseconds) const
{
    const auto isThere = [&] {
        return std::any_of(m_records.begin(), m_records.end(),
                           [type](const Record &record) { return noticeType(record) == type; });
    };
    return waitUntil(isThere, milliseconds);
}

} // namespace livebelt::test
