// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedProgress.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"

namespace livebelt {

namespace {

/// The reason alone, without what follows from it.
QString whyOf(const Record &notice)
{
    const QByteArray why = fieldValue(notice.fields, "why");
    return QString::fromUtf8(why.isEmpty() ? notice.text : why);
}

bool wantsPassword(const Record &notice)
{
    return fieldValue(notice.fields, "wants") == "password";
}

} // namespace

FeedProgress::Snapshot FeedProgress::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

void FeedProgress::setState(FeedState state, const QString &problem)
{
    const std::lock_guard lock(m_mutex);
    move(state, problem);
}

void FeedProgress::move(FeedState state, const QString &problem)
{
    m_now.state = state;
    m_now.problem = problem;
    m_now.retryAt = 0;
    m_now.wantsPassword = false;
}

void FeedProgress::arrived(std::span<const Record> records)
{
    const std::lock_guard lock(m_mutex);
    for (const Record &record : records)
        arrived(record);
}

void FeedProgress::arrived(const Record &record)
{
    const auto type = noticeType(record);
    m_now.received += itemCount(record);
    if (record.kind == RecordKind::Measurement)
        m_now.numeric = true;
    if (!type) {
        // A source without connection says nothing of itself: what comes shows that it is live.
        if (m_now.state == FeedState::Connecting)
            m_now.state = FeedState::Live;
        return;
    }
    switch (*type) {
    case NoticeType::Connected:
    case NoticeType::Reconnected:
        move(FeedState::Live, {});
        break;
    case NoticeType::Disconnected:
        move(FeedState::Waiting, whyOf(record));
        m_now.retryAt = record.received + qint64(fieldValue(record.fields, "retryIn").toDouble() * 1e6);
        m_now.wantsPassword = wantsPassword(record);
        break;
    case NoticeType::Failed:
        move(FeedState::Failed, whyOf(record));
        m_now.wantsPassword = wantsPassword(record);
        break;
    case NoticeType::Ended:
        move(FeedState::Ended, m_now.problem);
        break;
    default:
        break;
    }
}

void FeedProgress::stored(const Batch &batch)
{
    const std::lock_guard lock(m_mutex);
    m_now.captureFeed = batch.captureFeed;
    m_now.end = batch.end;
    m_now.durable = batch.durable;
    m_now.stored += batch.books.stored;
    m_now.quarantined += batch.books.quarantined;
    m_now.dropped += batch.books.dropped;
    m_now.lag = batch.lag;
}

void FeedProgress::leftOut(quint64 items)
{
    const std::lock_guard lock(m_mutex);
    m_now.received -= items;
}

} // namespace livebelt
