// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/CaptureReaders.h"

#include "app/history/History.h"
#include "model/capture/MatchScanner.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/FlowOn.h>

#include <QCoreApplication>
#include <QScopeGuard>
#include <chrono>
#include <stdexcept>
#include <unordered_map>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto idleTime = 20s;
constexpr auto stepTime = 10ms;
constexpr quint64 stepsAhead = 4; ///< of a search, before the list has taken what it has found
} // namespace

/// The open captures of one thread.
class CaptureReaders::Pool
{
public:
    Result<History *> reader(const QString &capture)
    {
        if (const auto found = m_readers.find(capture); found != m_readers.end())
            return found->second.get();
        auto reader = History::open(capture);
        if (!reader)
            return Failure{reader.error()};
        return m_readers.emplace(capture, std::move(*reader)).first->second.get();
    }

    void letGo()
    {
        for (const auto &[capture, history] : m_readers)
            history->letGo(idleTime);
    }

private:
    std::unordered_map<QString, std::unique_ptr<History>> m_readers;
};

CaptureReaders::CaptureReaders()
    : m_pageThread(u"pages"_s)
    , m_searchThread(u"search"_s)
    , m_pages(std::make_unique<Pool>())
    , m_searches(std::make_unique<Pool>())
{
}

CaptureReaders::~CaptureReaders()
{
    m_pageThread.run([this] { m_pages.reset(); });
    m_searchThread.run([this] { m_searches.reset(); });
}

async::Task<Result<QList<FeedInfo>>> CaptureReaders::feeds(QString capture)
{
    const auto read = [pool = m_pages.get(), capture]() -> Result<QList<FeedInfo>> {
        const auto reader = pool->reader(capture);
        return reader ? (*reader)->feeds() : Failure{reader.error()};
    };
    Result<QList<FeedInfo>> found = co_await async::onThread(m_pageThread.context(), read);
    co_return found;
}

async::Task<Result<Records>> CaptureReaders::page(CapturePlace place, SeqRange range)
{
    if (place.feed == 0) // to be asked again: what is shown is on its way there
        co_return Failure{QCoreApplication::translate("Lists", "This record is not in the capture yet.")};
    const auto read = [pool = m_pages.get(), place, range]() -> Result<Records> {
        const auto reader = pool->reader(place.capture);
        if (!reader)
            return Failure{reader.error()};
        Records records;
        const auto done = (*reader)->page(place.feed, range.first, qsizetype(range.count()), records);
        return done ? Result<Records>(std::move(records)) : Failure{done.error()};
    };
    Result<Records> found = co_await async::onThread(m_pageThread.context(), read);
    co_return found;
}

async::AsyncIterator<Matches> CaptureReaders::matches(CapturePlace place, Filter filter, SeqRange range,
                                                      SearchOrder order)
{
    const auto left = std::make_shared<std::atomic<bool>>(false);
    const auto leaves = qScopeGuard([left] { *left = true; });
    auto found = search(m_searches.get(), left, std::move(place), std::move(filter), range, order) |
                 async::flowOn(m_searchThread.context(), stepsAhead);
    while (Matches *matches = co_await found.borrow())
        co_yield std::move(*matches);
}

/// On the search thread.
async::AsyncIterator<Matches> CaptureReaders::search(Pool *pool, Left left, CapturePlace place, Filter filter,
                                                     SeqRange range, SearchOrder order)
{
    if (range.isEmpty() || place.feed == 0)
        co_return;
    const auto reader = pool->reader(place.capture);
    if (!reader)
        throw std::runtime_error(reader.error().toStdString());
    const auto openMore = [capture = place.capture]() -> std::unique_ptr<RecordPages> {
        auto pages = History::open(capture);
        return pages ? *std::move(pages) : nullptr;
    };
    const auto way =
        order == SearchOrder::NewestFirst ? MatchScanner::Order::NewestFirst : MatchScanner::Order::OldestFirst;
    MatchScanner scanner(**reader, {place.feed, range.first, range.last}, std::move(filter), way, openMore, left.get());
    while (auto stretch = scanner.next(stepTime)) {
        Matches found;
        found.scanned = {stretch->firstSeq, stretch->lastSeq};
        found.seqs = std::move(stretch->seqs);
        co_yield std::move(found);
        co_await async::sleepFor(0ms); // this goes out, other searches have their turn, and whoever has left is heard
    }
    if (!scanner.error().isEmpty())
        throw std::runtime_error(scanner.error().toStdString());
}

void CaptureReaders::keepOpen(const std::vector<OnScreen> &shown)
{
    m_pageThread.post([this, shown] {
        for (const OnScreen &list : shown) {
            if (const auto reader = m_pages->reader(list.place.capture)) {
                for (const quint64 seq : list.seqs)
                    (*reader)->keepOpen(list.place.feed, seq);
            }
        }
        m_pages->letGo();
    });
    m_searchThread.post([this] { m_searches->letGo(); });
}

} // namespace livebelt
