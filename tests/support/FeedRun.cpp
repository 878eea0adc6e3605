// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FeedRun.h"

#include <QElapsedTimer>
#include <QTest>
#include <algorithm>

namespace livebelt::test {

FeedRun::FeedRun(const FeedKind &kind, const QString &address, const Credentials &credentials,
                 const ResumePoints &points)
{
    const auto parsed = FeedAddress::parse(address);
    if (!parsed) {
        qWarning() << parsed.error();
        return;
    }
    auto feed = kind.open(*parsed, credentials);
    if (!feed) {
        qWarning() << feed.error();
        return;
    }
    m_feed = *std::move(feed);
    if (!points.empty())
        m_feed->continueAfter(points);
    m_scope.spawn(consume());
}

FeedRun::~FeedRun()
{
    m_scope.cancel();
}

bool FeedRun::send(const QByteArray &payload, const QString &to)
{
    bool done = false;
    m_sendError.clear();
    m_scope.spawn(sendTo({to, payload}, &done));
    return QTest::qWaitFor([&done] { return done; }, 5'000) && m_sendError.isEmpty();
}

async::Task<void> FeedRun::sendTo(Outgoing message, bool *done)
{
    const Result<void> sent = co_await m_feed->send(std::move(message));
    if (!sent)
        m_sendError = sent.error();
    *done = true;
}

async::Task<void> FeedRun::consume()
{
    auto items = m_feed->records();
    while (auto record = co_await items.next()) {
        m_data += record->kind == RecordKind::Notice ? 0 : 1;
        m_records.push_back(std::move(*record));
        m_feed->stored(m_records.size());
    }
    m_ended = true;
}

Records FeedRun::data() const
{
    Records result;
    std::copy_if(m_records.begin(), m_records.end(), std::back_inserter(result),
                 [](const Record &record) { return record.kind != RecordKind::Notice; });
    return result;
}

int FeedRun::count(NoticeType type) const
{
    return int(std::count_if(m_records.begin(), m_records.end(),
                             [type](const Record &record) { return noticeType(record) == type; }));
}

QByteArray FeedRun::text(NoticeType type) const
{
    const auto found = std::find_if(m_records.rbegin(), m_records.rend(),
                                    [type](const Record &record) { return noticeType(record) == type; });
    return found == m_records.rend() ? QByteArray() : found->text;
}

bool FeedRun::waitForData(size_t count, int milliseconds)
{
    return QTest::qWaitFor([this, count] { return m_data >= count; }, milliseconds);
}

bool FeedRun::waitFor(NoticeType type, int wanted, int milliseconds)
{
    return QTest::qWaitFor([this, type, wanted] { return count(type) >= wanted; }, milliseconds);
}

bool FeedRun::waitForEnd(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_ended; }, milliseconds);
}

qint64 FeedRun::close()
{
    QElapsedTimer timer;
    timer.start();
    bool done = false;
    m_scope.spawn(closeFeed(&done));
    return QTest::qWaitFor([&done] { return done; }, 5'000) ? timer.elapsed() : -1;
}

async::Task<void> FeedRun::closeFeed(bool *done)
{
    co_await m_feed->close();
    *done = true;
}

} // namespace livebelt::test
