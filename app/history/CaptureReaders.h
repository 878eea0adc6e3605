// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/lists/RecordSource.h"
#include <livebelt/async/Worker.h>

#include <QList>
#include <QString>
#include <atomic>
#include <memory>

namespace livebelt {

/// Where the records of a feed are.
struct CapturePlace
{
    QString capture; ///< a file or a folder
    qint64 feed = 0; ///< its number there; 0 while it is not known
};

/// Reads captures and folders of them, away from the thread that asks: pages on one thread, searches on another, so
/// that a list never waits for a search. Searches take turns, a step each. Its tasks and iterators end before it.
class CaptureReaders
{
public:
    CaptureReaders();
    ~CaptureReaders();

    async::Task<Result<QList<FeedInfo>>> feeds(QString capture);
    async::Task<Result<Records>> page(CapturePlace place, SeqRange range);
    /// As RecordSource::matches(). One that is destroyed ends there at once.
    async::AsyncIterator<Matches> matches(CapturePlace place, Filter filter, SeqRange range, SearchOrder order);

    /// Files of this are on somebody's screen, and stay open for some time; others are closed when nothing has been
    /// asked of them for long. To be said every few seconds.
    struct OnScreen
    {
        CapturePlace place;
        std::vector<quint64> seqs;
    };
    void keepOpen(const std::vector<OnScreen> &shown);

private:
    class Pool;
    using Left = std::shared_ptr<std::atomic<bool>>; ///< set once nobody waits for the search any more
    static async::AsyncIterator<Matches> search(Pool *pool, Left left, CapturePlace place, Filter filter,
                                                SeqRange range, SearchOrder order);

    async::Worker m_pageThread;
    async::Worker m_searchThread;
    std::unique_ptr<Pool> m_pages;    ///< lives on m_pageThread
    std::unique_ptr<Pool> m_searches; ///< lives on m_searchThread
};

/// The records of a list, wherever they are just now.
class HistorySource final : public RecordSource
{
public:
    /// readers outlives it.
    HistorySource(CaptureReaders &readers, CapturePlace at) : place(std::move(at)), m_readers(readers) {}
    CapturePlace place;

    async::Task<Result<Records>> page(SeqRange range) override { return m_readers.page(place, range); }
    async::AsyncIterator<Matches> matches(Filter filter, SeqRange range, SearchOrder order) override
    {
        return m_readers.matches(place, std::move(filter), range, order);
    }

private:
    CaptureReaders &m_readers;
};

} // namespace livebelt
