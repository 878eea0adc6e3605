// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/CaptureReaders.h"

#include <livebelt/async/Threads.h>

#include <chrono>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto idleTime = 20s;
}

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

namespace {

constexpr quint64 cacheBytes = 16 << 20;
/// Matches go out as they are found, but not one by one.
constexpr auto sliceTime = 50ms;
constexpr size_t sliceMatches = 4096;

using Emit = std::function<void(quint64 scannedThrough, std::vector<quint64> seqs, QString error)>;

void runSearch(RecordPages &reader, const CaptureReaders::Search &search, const Filter &filter,
               const std::atomic<bool> &abort, const Emit &send)
{
    // By ranges, so that progress is told where nothing matches for long.
    constexpr quint64 rangeSize = 20'000;
    std::vector<quint64> seqs;
    auto lastSlice = std::chrono::steady_clock::now();
    for (quint64 first = search.fromSeq; first <= search.toSeq && !abort; first += rangeSize) {
        const quint64 last = std::min(search.toSeq, first + rangeSize - 1);
        RecordCursor cursor(reader, {search.feed, first, last}, filter, &abort);
        while (const Record *record = cursor.next())
            seqs.push_back(record->seq);
        if (cursor.state() == RecordCursor::State::Failed)
            return send(last, std::move(seqs), cursor.error());
        const auto now = std::chrono::steady_clock::now();
        if (last == search.toSeq || now - lastSlice > sliceTime || seqs.size() > sliceMatches) {
            send(last, std::exchange(seqs, {}), {});
            lastSlice = now;
        }
    }
}

} // namespace

CaptureReaders::CaptureReaders(async::Postbox &home)
    : m_alive(std::make_shared<bool>(true))
    , m_home(home)
    , m_pageThread(u"pages"_s)
    , m_searchThread(u"search"_s)
    , m_pages(std::make_unique<Pool>())
    , m_searches(std::make_unique<Pool>())
    , m_isEnding(std::make_shared<std::atomic<bool>>(false))
    , m_cache([this](PageKey key) { return read(std::move(key)); }, {.capacity = cacheBytes})
{
}

CaptureReaders::~CaptureReaders()
{
    m_asking.cancel();
    *m_alive = false;
    *m_isEnding = true;
    m_pageThread.run([this] { m_pages.reset(); });
    m_searchThread.run([this] { m_searches.reset(); });
}

void CaptureReaders::readPage(const QString &capture, qint64 feed, quint64 firstSeq, int count, PageAnswer answer)
{
    m_asking.spawn(answerPage({capture, feed, firstSeq, count}, std::move(answer)));
}

async::Task<void> CaptureReaders::answerPage(PageKey key, PageAnswer answer)
{
    const Page page = co_await m_cache.get(key);
    // What cannot be read now may be later, and a page at the end may still grow.
    if (!*page || (*page)->size() < size_t(key.count))
        m_cache.invalidate(key);
    answer(*page);
}

async::Task<CaptureReaders::Page> CaptureReaders::read(PageKey key)
{
    const auto readThere = [this, key] {
        Result<Records> result = Records();
        if (const auto reader = m_pages->reader(key.capture); !reader)
            result = Failure{reader.error()};
        else if (const auto done = (*reader)->page(key.feed, key.firstSeq, key.count, *result); !done)
            result = Failure{done.error()};
        return std::make_shared<const Result<Records>>(std::move(result));
    };
    co_return co_await async::onThread(m_pageThread.context(), readThere);
}

quint64 CaptureReaders::PageBytes::operator()(const Page &page) const
{
    quint64 bytes = 1;
    if (*page) {
        for (const Record &record : **page)
            bytes += quint64(record.footprint());
    }
    return bytes;
}

void CaptureReaders::readFeeds(const QString &capture, FeedsAnswer answer)
{
    m_pageThread.post([=, this, answer = std::move(answer), alive = m_alive, home = &m_home] {
        const auto reader = m_pages->reader(capture);
        const Result<QList<FeedInfo>> feeds =
            reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
        home->post([alive, answer, feeds] {
            if (*alive)
                answer(feeds);
        });
    });
}

void CaptureReaders::keepOpen(const std::vector<OnScreen> &shown)
{
    m_pageThread.post([this, shown] {
        for (const OnScreen &list : shown) {
            if (const auto reader = m_pages->reader(list.capture)) {
                for (const quint64 seq : list.seqs)
                    (*reader)->keepOpen(list.feed, seq);
            }
        }
        m_pages->letGo();
    });
    m_searchThread.post([this] { m_searches->letGo(); });
}

std::shared_ptr<std::atomic<bool>> CaptureReaders::search(Search search, SearchAnswer answer)
{
    auto abort = std::make_shared<std::atomic<bool>>(false);
    m_searchThread.post([=, this, ending = m_isEnding, alive = m_alive, home = &m_home] {
        if (*ending || *abort)
            return;
        const Emit send = [=](quint64 scannedThrough, const std::vector<quint64> &seqs, const QString &error) {
            home->post([=] {
                if (*alive && !*abort)
                    answer(scannedThrough, seqs, error);
            });
        };
        const auto filter = Filter::parse(search.filter);
        const auto reader = m_searches->reader(search.capture);
        if (!filter || !reader)
            return send(search.fromSeq, {}, !filter ? filter.error() : reader.error());
        runSearch(**reader, search, *filter, *abort, send);
    });
    return abort;
}

} // namespace livebelt
