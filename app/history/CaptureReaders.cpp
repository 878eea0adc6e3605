// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/CaptureReaders.h"

#include "app/history/History.h"
#include "app/history/MatchScan.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/FlowOn.h>

#include <QCoreApplication>
#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <unordered_map>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto idleTime = 20s;
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
    return search(m_searches.get(), std::move(place), std::move(filter), range, order) |
           async::flowOn(m_searchThread.context(), stepsAhead);
}

/// On the search thread.
async::AsyncIterator<Matches> CaptureReaders::search(Pool *pool, CapturePlace place, Filter filter, SeqRange range,
                                                     SearchOrder order)
{
    const auto reader = pool->reader(place.capture);
    const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
    if (!feeds)
        throw std::runtime_error(feeds.error().toStdString());
    const auto isIt = [&place](const FeedInfo &info) { return info.id == place.feed; };
    const auto feed = std::find_if(feeds->begin(), feeds->end(), isIt);
    if (feed == feeds->end())
        co_return; // nothing of it has been captured yet
    MatchScan scan(**reader, *feed, std::move(filter), range, order);
    while (!scan.isDone()) {
        Result<Matches> found = scan.step();
        if (!found)
            throw std::runtime_error(found.error().toStdString());
        co_yield std::move(*found);
        co_await async::sleepFor(0ms); // this goes out, other searches have their turn, and whoever has left is heard
    }
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
