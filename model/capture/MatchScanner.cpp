// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/MatchScanner.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr quint64 pieceRecords = 4 * blockRecords; ///< a writer's checkpoint waits for no more
constexpr auto helpedAfter = std::chrono::milliseconds(10);
constexpr size_t mostAhead = 16; ///< pieces that are done before the one that is waited for

/// Looks through one piece, and skips what the index can exclude.
Result<void> lookThrough(RecordPages &pages, qint64 feed, const RecordQuestion &question, const BlockFilter *blocks,
                         MatchScanner::Stretch &piece)
{
    const bool isIndexed = blocks && pages.hasIndex();
    quint64 from = piece.firstSeq;
    while (from <= piece.lastSeq && !question.isAborted()) {
        // What is to be read in one go: blocks that follow each other.
        quint64 worth = from;
        const auto isWorth = [&](quint64 seq) {
            const quint64 first = (seq - 1) / blockRecords * blockRecords + 1;
            return !isIndexed || pages.blockMayMatch(feed, first, *blocks).value_or(true);
        };
        const auto endOf = [&](quint64 seq) {
            return std::min(piece.lastSeq, ((seq - 1) / blockRecords + 1) * blockRecords);
        };
        while (worth <= piece.lastSeq && isWorth(worth))
            worth = endOf(worth) + 1;
        if (worth > from) {
            if (auto found = pages.find(feed, from, worth - 1, question, piece.seqs); !found)
                return found;
        }
        from = worth <= piece.lastSeq ? endOf(worth) + 1 : worth; // the block there has nothing
    }
    return {};
}

} // namespace

/// The pieces, which two threads take turn about, and what came of them. Thread-safe.
class MatchScanner::Work
{
public:
    Work(Range range, RecordQuestion question, Order order)
        : feed(range.feed)
        , m_range(range)
        , m_order(order)
        , m_question(std::move(question))
        , m_blocks(m_question.filter.required())
        , m_outer(std::exchange(m_question.abort, &m_isOver))
    {
        const quint64 first = (range.firstSeq - 1) / pieceRecords, last = (range.lastSeq - 1) / pieceRecords;
        m_count = size_t(last - first + 1);
    }

    /// Does the next piece. False where there is none left to take.
    bool doOne(RecordPages &pages, bool isHelper)
    {
        std::unique_lock lock(m_mutex);
        if (isHelper)
            m_changed.wait(lock, [this] { return m_isOver || m_taken < m_given + mostAhead; });
        lookOut();
        if (m_isOver || m_taken == m_count || m_taken >= m_given + mostAhead)
            return false;
        const size_t number = m_taken++;
        lock.unlock();
        Stretch piece = pieceAt(number);
        const auto looked = lookThrough(pages, feed, m_question, m_blocks.isOfUse() ? &m_blocks : nullptr, piece);
        lock.lock();
        if (!looked && !m_isOver) {
            m_failures.emplace(number, looked.error());
        }
        m_done.emplace(number, std::move(piece));
        m_changed.notify_all();
        return true;
    }
    /// Waits until the piece that is due has been done by the other thread.
    void waitForDue()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::milliseconds(10),
                           [this] { return m_isOver || m_done.contains(m_given) || m_given == m_count; });
        lookOut();
    }
    /// Adds the pieces that are due and done to the stretch. The error of the first that could not be read, in its
    /// turn.
    QString take(std::optional<Stretch> &stretch)
    {
        const std::lock_guard lock(m_mutex);
        for (auto done = m_done.find(m_given); done != m_done.end(); done = m_done.find(m_given)) {
            if (const auto failure = m_failures.find(m_given); failure != m_failures.end())
                return stretch ? QString() : failure->second;
            add(stretch, std::move(done->second));
            m_done.erase(done);
            ++m_given;
        }
        m_changed.notify_all();
        return {};
    }
    bool isThrough() const
    {
        const std::lock_guard lock(m_mutex);
        return m_isOver || m_given == m_count;
    }
    void end()
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_changed.notify_all();
    }

    const qint64 feed;

private:
    void lookOut()
    {
        if (m_outer && m_outer->load(std::memory_order_relaxed))
            m_isOver = true;
    }
    Stretch pieceAt(size_t number) const
    {
        const quint64 begin = (m_range.firstSeq - 1) / pieceRecords;
        const quint64 at = begin + (m_order == Order::OldestFirst ? number : m_count - 1 - number);
        return {
            std::max(m_range.firstSeq, at * pieceRecords + 1), std::min(m_range.lastSeq, (at + 1) * pieceRecords), {}};
    }
    void add(std::optional<Stretch> &stretch, Stretch piece) const
    {
        if (!stretch) {
            stretch = std::move(piece);
            return;
        }
        const bool isNewest = m_order == Order::OldestFirst;
        auto &seqs = stretch->seqs;
        seqs.insert(isNewest ? seqs.end() : seqs.begin(), piece.seqs.begin(), piece.seqs.end());
        stretch->firstSeq = std::min(stretch->firstSeq, piece.firstSeq);
        stretch->lastSeq = std::max(stretch->lastSeq, piece.lastSeq);
    }

    const Range m_range;
    const Order m_order;
    RecordQuestion m_question;
    const BlockFilter m_blocks;
    const std::atomic<bool> *const m_outer; ///< the abort of whoever asked
    std::atomic<bool> m_isOver = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    size_t m_count = 0, m_taken = 0, m_given = 0; ///< pieces
    std::map<size_t, Stretch> m_done;
    std::map<size_t, QString> m_failures;
};

/// The second thread.
class MatchScanner::Helper
{
public:
    Helper(Work &work, OpenPages open)
        : m_work(work), m_thread([&work, open = std::move(open)] {
            if (const auto pages = open()) {
                while (work.doOne(*pages, true)) {
                }
            }
        })
    {
    }
    ~Helper()
    {
        m_work.end();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Helper)

private:
    Work &m_work;
    std::thread m_thread;
};

MatchScanner::MatchScanner(RecordPages &pages, Range range, Filter filter, Order order, OpenPages openMore,
                           const std::atomic<bool> *abort)
    : m_pages(pages), m_openMore(std::move(openMore)), m_begin(Clock::now())
{
    const auto feeds = pages.feeds();
    if (!feeds) {
        m_error = feeds.error();
        return;
    }
    const auto found =
        std::find_if(feeds->begin(), feeds->end(), [&](const FeedInfo &info) { return info.id == range.feed; });
    if (found == feeds->end())
        return;
    range.firstSeq = std::max({quint64(1), found->first, range.firstSeq});
    range.lastSeq = range.lastSeq == 0 ? found->count : std::min(range.lastSeq, found->count);
    if (range.firstSeq <= range.lastSeq) {
        m_work = std::make_unique<Work>(range, RecordQuestion{std::move(filter), found->name.toUtf8(), abort}, order);
    }
}

MatchScanner::~MatchScanner() = default;

std::optional<MatchScanner::Stretch> MatchScanner::next(std::chrono::milliseconds patience)
{
    std::optional<Stretch> stretch;
    const auto deadline = Clock::now() + patience;
    while (m_work && m_error.isEmpty() && !m_work->isThrough()) {
        if (!m_helper && m_openMore && Clock::now() - m_begin > helpedAfter)
            m_helper = std::make_unique<Helper>(*m_work, std::exchange(m_openMore, {}));
        if (!m_work->doOne(m_pages, false))
            m_work->waitForDue();
        m_error = m_work->take(stretch);
        if (stretch && (!stretch->seqs.empty() || Clock::now() >= deadline))
            break;
    }
    return stretch;
}

} // namespace livebelt
