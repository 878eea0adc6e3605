// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matrix/MatrixRun.h"

#include "model/records/Notice.h"
#include <livebelt/async/Timers.h>

#include "tests/support/WaitUntil.h"

#include <QTest>

namespace livebelt::test {

namespace {
constexpr int patience = 60'000; // milliseconds
}

MatrixRun::MatrixRun(const MatrixPeer &peer, Pace pace) : m_peer(peer), m_pace(pace), m_isHeld(pace == Pace::Held)
{
    const auto address = FeedAddress::parse(peer.address());
    auto feed = address ? peer.kind().open(*address, peer.credentials())
                        : Result<std::unique_ptr<Feed>>(Failure{address.error()});
    if (!feed) {
        m_problem = feed.error().toUtf8();
        return;
    }
    m_feed = *std::move(feed);
    m_scope.spawn(consume());
}

MatrixRun::~MatrixRun()
{
    m_scope.cancel();
}

async::Task<void> MatrixRun::consume()
{
    auto items = m_feed->records();
    while (auto record = co_await items.next()) {
        take(std::move(*record));
        m_feed->stored(++m_taken);
        if (m_pace == Pace::Slow)
            co_await async::sleepFor(std::chrono::milliseconds(0));
        while (m_isHeld && isReady())
            co_await m_released.wait();
    }
    m_hasEnded = true;
}

void MatrixRun::take(Record record)
{
    if (record.received == noTime && m_problem.isEmpty())
        m_problem = "a record that says not when it was received: " + record.text;
    const auto number = m_peer.number(record);
    if (!number) {
        m_dropped += droppedCount(record);
        m_others.push_back(std::move(record));
        return;
    }
    ++m_items;
    const bool isNext = m_peer.mayLose() && m_pace == Pace::Slow ? *number > m_last : *number == m_last + 1;
    if (!isNext && m_problem.isEmpty())
        m_problem = "item " + QByteArray::number(*number) + " came after " + QByteArray::number(m_last);
    m_last = *number;
}

QByteArray MatrixRun::dump() const
{
    QByteArray all =
        m_problem + "\n" + QByteArray::number(m_items) + " items, the last one " + QByteArray::number(m_last) + "\n";
    const size_t first = m_others.size() > 30 ? m_others.size() - 30 : 0;
    for (size_t i = first; i < m_others.size(); ++i)
        all += m_others[i].subject + ": " + m_others[i].text.left(200) + "\n";
    return all;
}

bool MatrixRun::waitUntilReady()
{
    return waitUntil([this] { return isReady() || m_hasEnded || !m_problem.isEmpty(); }, patience) && isReady();
}

bool MatrixRun::waitForItem(int number, int milliseconds)
{
    return waitUntil([this, number] { return m_last >= number || !m_problem.isEmpty(); }, milliseconds) &&
           m_problem.isEmpty();
}

bool MatrixRun::waitForRecord()
{
    return waitUntil([this] { return records() > 0 || m_hasEnded || !m_problem.isEmpty(); }, patience);
}

bool MatrixRun::close()
{
    bool isDone = false;
    m_scope.spawn(closeFeed(&isDone));
    return waitUntil([&] { return isDone && m_hasEnded; }, patience);
}

bool MatrixRun::closeHeld()
{
    beginClose();
    m_isHeld = false;
    m_released.set();
    return waitUntil([&] { return m_isClosed && m_hasEnded; }, patience);
}

void MatrixRun::beginClose()
{
    m_scope.spawn(closeFeed(&m_isClosed));
}

async::Task<void> MatrixRun::closeFeed(bool *isDone)
{
    co_await m_feed->close();
    *isDone = true;
}

} // namespace livebelt::test
