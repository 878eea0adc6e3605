// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedRunner.h"

#include "model/records/Notice.h"
#include <livebelt/async/SendAll.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/ReadyChunks.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr quint64 pieceBytes = 64 << 10; ///< of records that are ready at once, and travel together

/// Answers for a message that is given up on the way, too: whoever sent it waits for that.
class AnswerOnce
{
public:
    explicit AnswerOnce(FeedRunner::Answer answer) : m_answer(std::move(answer)) {}
    Q_DISABLE_COPY_MOVE(AnswerOnce)
    ~AnswerOnce() { give(Failure{u"The feed ended before this was on its way: send it again once it is back"_s}); }
    void give(Result<void> result)
    {
        if (m_answer)
            std::exchange(m_answer, {})(std::move(result));
    }

private:
    FeedRunner::Answer m_answer;
};

} // namespace

FeedRunner::FeedRunner(std::shared_ptr<FeedProgress> progress) : m_progress(std::move(progress)) {}

FeedRunner::~FeedRunner()
{
    if (m_channel)
        m_channel->close();
}

async::Task<void> FeedRunner::start(Start what)
{
    m_open = std::move(what.open);
    m_channel.emplace(what.channel);
    m_losses = what.losses;
    m_capacity = 0;
    m_finished = std::move(what.finished);
    m_isStopping = false; // of the run before
    auto feed = m_open();
    if (!feed) {
        m_progress->setState(FeedState::Failed, feed.error());
        finish();
        co_return;
    }
    m_progress->setState(FeedState::Connecting);
    if (what.isElsewhere)
        m_resume.emplace();
    if (!m_resume) {
        const ResumePoints points = co_await what.askCapture();
        m_resume.emplace();
        for (const ResumePoint &point : points)
            m_resume->insert_or_assign(point.key, point.value);
    }
    m_telling.emplace();
    m_telling->spawn(tellStored(what.durable));
    run(*std::move(feed));
}

void FeedRunner::run(std::unique_ptr<Feed> feed)
{
    m_pumping.emplace();
    m_sending.emplace();
    m_feed = std::move(feed);
    m_isStopping = false;
    m_before = m_channel->statistics().sent;
    if (m_capacity > 0)
        m_channel->setCapacity(std::exchange(m_capacity, 0));
    m_progress->setLeaving(false);
    m_progress->setState(FeedState::Connecting);
    if (!m_resume->empty()) {
        ResumePoints points;
        for (const auto &[key, value] : *m_resume)
            points.push_back({key, value});
        m_feed->continueAfter(points);
    }
    m_pumping->spawn(pump());
}

async::Task<void> FeedRunner::tellStored(DurableChannel durable)
{
    while (const auto count = co_await durable.receive()) {
        if (m_feed && *count > m_before)
            m_feed->stored(*count - m_before);
    }
}

/// The newest value of each key, where the same follow each other.
ResumePoints FeedRunner::pointsOf(std::span<const Record> records)
{
    ResumePoints points;
    const ResumePoint *last = nullptr;
    for (const Record &record : records) {
        if (record.resume && record.resume.get() != last) {
            if (points.empty() || points.back().key != record.resume->key)
                points.push_back(*record.resume);
            else
                points.back().value = record.resume->value;
        }
        last = record.resume.get();
    }
    return points;
}

async::Task<void> FeedRunner::stop()
{
    if (!m_feed)
        co_return;
    co_await goodbye();
    finish();
}

async::Task<void> FeedRunner::reconnect()
{
    if (!m_feed)
        co_return;
    auto feed = m_open();
    if (!feed)
        co_return;
    co_await goodbye();
    run(*std::move(feed));
}

void FeedRunner::send(Outgoing message, Answer answer)
{
    if (m_feed)
        m_sending->spawn(sendTo(std::move(message), std::move(answer)));
    else
        answer(Failure{u"The feed is stopped: start it, and send again"_s});
}

async::Task<void> FeedRunner::sendTo(Outgoing message, Answer answer)
{
    AnswerOnce once(std::move(answer));
    Result<void> sent = co_await m_feed->send(std::move(message));
    once.give(std::move(sent));
}

async::Task<void> FeedRunner::pump()
{
    QByteArray problem;
    try {
        auto pieces = m_feed->records() | async::readyChunks<RecordCost>(pieceBytes);
        while (auto records = co_await pieces.next()) {
            m_progress->arrived(*records);
            const ResumePoints reached = pointsOf(*records);
            m_pumped += records->size();
            if (m_losses) {
                put(*records);
            } else {
                const bool sent = co_await async::sendAll(*m_channel, std::move(*records));
                if (!sent)
                    break;
            }
            for (const ResumePoint &point : reached) // what has not gone into the channel is to come again
                m_resume->insert_or_assign(point.key, point.value);
        }
    } catch (const std::exception &error) {
        problem = error.what();
    }
    if (!problem.isEmpty()) {
        Record notice = makeNotice(NoticeType::Failed, "The feed broke off: " + problem);
        m_progress->arrived({&notice, 1});
        co_await m_channel->send(std::move(notice));
    }
    if (!m_isStopping)
        finish();
}

/// Waits for nobody: the oldest make room.
void FeedRunner::put(Records &records)
{
    constexpr size_t atOnce = 32;
    for (size_t next = m_channel->trySendSome(records); next < records.size() && !m_channel->isClosed();
         next = m_channel->trySendSome(records, next))
        m_losses->dropOldest(*m_channel, atOnce);
}

async::Task<void> FeedRunner::goodbye()
{
    m_isStopping = true;
    m_sending->cancel();
    // What the feed has read already is in memory, and in no danger of growing: it waits for the capture in the
    // channel.
    m_capacity = m_channel->capacity();
    m_progress->setLeaving(true);
    m_channel->setCapacity(std::numeric_limits<quint64>::max());
    co_await m_feed->close();
    async::Scope patience;
    patience.spawn(giveUpOnceStill());
    co_await m_pumping->join();
}

/// For a feed whose records do not end with its goodbye: where nothing has come for a second, or where it goes on for
/// ever.
async::Task<void> FeedRunner::giveUpOnceStill()
{
    constexpr auto patience = 1s;
    constexpr int mostTurns = 8;
    quint64 before = 0;
    for (int turn = 0; turn < mostTurns && (turn == 0 || m_pumped > before); ++turn) {
        before = m_pumped;
        co_await async::sleepFor(patience);
    }
    m_pumping->cancel();
    Record notice = makeNotice(NoticeType::Information,
                               "The feed did not come to an end when it was told to: what it still held is not here");
    m_channel->trySend(notice);
}

void FeedRunner::finish()
{
    if (m_sending)
        m_sending->cancel();
    m_telling.reset();
    m_channel->close();
    const FeedState state = m_progress->snapshot().state;
    if (m_isStopping)
        m_progress->setState(FeedState::Stopped);
    else if (state != FeedState::Failed)
        m_progress->setState(FeedState::Ended);
    m_feed.reset();
    if (m_finished)
        std::exchange(m_finished, {})();
}

} // namespace livebelt
