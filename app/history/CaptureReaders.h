// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/History.h"
#include "model/capture/RecordCursor.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/tasks/AsyncCache.h>

#include <QString>
#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>

namespace livebelt {

/// Answers the lists' questions about captures and folders of them, away from the UI thread: pages on one thread,
/// searches on another, so that a list never waits for a search. Questions are put on the thread of home, and answers
/// come there. Two lists that want the same page have it read once.
class CaptureReaders
{
public:
    explicit CaptureReaders(async::Postbox &home);
    ~CaptureReaders();

    using PageAnswer = std::function<void(const Result<Records> &)>;
    void readPage(const QString &capture, qint64 feed, quint64 firstSeq, int count, PageAnswer answer);

    using FeedsAnswer = std::function<void(const Result<QList<FeedInfo>> &)>;
    void readFeeds(const QString &capture, FeedsAnswer answer);

    /// Files of this are on somebody's screen, and stay open for some time; others are closed when nothing has been
    /// asked of them for long. To be said every few seconds.
    struct OnScreen
    {
        QString capture;
        qint64 feed = 0;
        std::vector<quint64> seqs;
    };
    void keepOpen(const std::vector<OnScreen> &shown);

    struct Search
    {
        QString capture;
        qint64 feed = 0;
        QString filter;
        quint64 fromSeq = 1;
        quint64 toSeq = 0;
    };
    /// Called with slices of the matches; error is set where it broke off.
    using SearchAnswer =
        std::function<void(quint64 scannedThrough, const std::vector<quint64> &seqs, const QString &error)>;
    /// The flag ends the search when it is set.
    std::shared_ptr<std::atomic<bool>> search(Search search, SearchAnswer answer);

private:
    class Pool;
    struct PageKey
    {
        QString capture;
        qint64 feed = 0;
        quint64 firstSeq = 0;
        int count = 0;
        friend bool operator==(const PageKey &, const PageKey &) = default;
        friend size_t qHash(const PageKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.capture, key.feed, key.firstSeq, key.count);
        }
    };
    using Page = std::shared_ptr<const Result<Records>>;
    struct PageBytes
    {
        quint64 operator()(const Page &page) const;
    };
    async::Task<void> answerPage(PageKey key, PageAnswer answer);
    async::Task<Page> read(PageKey key);

    std::shared_ptr<bool> m_alive; ///< answers that come after the end are thrown away; touched on home's thread only
    async::Postbox &m_home;
    async::Worker m_pageThread;
    async::Worker m_searchThread;
    std::unique_ptr<Pool> m_pages;    ///< lives on m_pageThread
    std::unique_ptr<Pool> m_searches; ///< lives on m_searchThread
    std::shared_ptr<std::atomic<bool>> m_isEnding;
    async::AsyncCache<PageKey, Page, PageBytes> m_cache;
    async::Scope m_asking;
};

} // namespace livebelt
