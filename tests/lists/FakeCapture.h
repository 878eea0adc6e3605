// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/RecordListModel.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Timers.h>

#include <QScopeGuard>
#include <QTest>
#include <algorithm>
#include <deque>
#include <stdexcept>

namespace livebelt {

/// The text of record n in these tests: every tenth one is a "plum".
inline Record fakeRecord(quint64 seq)
{
    Record record;
    record.seq = seq;
    record.received = qint64(seq) * 1000;
    record.subject = seq % 3 == 0 ? "alice" : "bob";
    record.text = (seq % 10 == 0 ? "plum " : "apple ") + QByteArray::number(seq);
    return record;
}

inline Records fakeRecords(quint64 first, quint64 last)
{
    Records records;
    for (quint64 seq = first; seq <= last; ++seq)
        records.push_back(fakeRecord(seq));
    return records;
}

/// Growth up to end with the newest tail records.
inline FeedGrowth fakeGrowth(quint64 end, quint64 tail)
{
    FeedGrowth growth;
    growth.feed = 1;
    growth.end = end;
    growth.tail = fakeRecords(end - tail + 1, end);
    return growth;
}

/// A source that answers when it is told to, and keeps count of what it was asked. Its answers are taken by the time
/// that they have been given.
class FakeCapture : public RecordSource
{
public:
    struct Page
    {
        SeqRange range;
        async::Channel<Result<Records>> answer{1};
    };
    struct Search
    {
        Filter filter;
        SeqRange left;
        SearchOrder order;
        async::Channel<Matches> answer{1};
    };

    async::Task<Result<Records>> page(SeqRange range) override
    {
        ++pagesAsked;
        if (automatic) {
            co_await async::sleepFor(std::chrono::seconds(0));
            co_return Result<Records>(fakeRecords(range.first, range.last));
        }
        const auto asked = std::make_shared<Page>(Page{range});
        pages.push_back(asked);
        const auto ended = qScopeGuard([&] { std::erase(pages, asked); });
        auto answer = co_await asked->answer.receive();
        co_return std::move(*answer);
    }

    async::AsyncIterator<Matches> matches(Filter filter, SeqRange range, SearchOrder order) override
    {
        ++searchesAsked;
        const auto asked = std::make_shared<Search>(Search{filter, range, order});
        searches.push_back(asked);
        auto cancelled = qScopeGuard([&] { ++searchesCancelled; });
        const auto ended = qScopeGuard([&] { std::erase(searches, asked); });
        while (automatic && !asked->left.isEmpty()) {
            co_await async::sleepFor(std::chrono::seconds(0));
            co_yield cut(*asked, 1000);
        }
        auto answers = asked->answer.items();
        while (!automatic) {
            auto answer = co_await answers.next();
            if (!answer)
                break;
            co_yield std::move(*answer);
        }
        cancelled.dismiss();
    }

    void answerPage(Result<Records> records)
    {
        const auto page = pages.front();
        page->answer.trySend(records);
        settle([&] { return !std::count(pages.begin(), pages.end(), page); });
    }
    void answerPages()
    {
        while (!pages.empty())
            answerPage(fakeRecords(pages.front()->range.first, pages.front()->range.last));
    }

    /// The next slice of the first search.
    void answerSlice(quint64 slice)
    {
        const auto search = searches.front();
        Matches found = cut(*search, slice);
        search->answer.trySend(found);
        if (search->left.isEmpty())
            search->answer.close();
        settle([&] {
            return search->answer.statistics().depth == 0 &&
                   (!search->left.isEmpty() || !std::count(searches.begin(), searches.end(), search));
        });
    }
    void failSearch(const char *sentence)
    {
        const auto search = searches.front();
        search->answer.fail(std::make_exception_ptr(std::runtime_error(sentence)));
        settle([&] { return !std::count(searches.begin(), searches.end(), search); });
    }
    /// All of the first search, in slices.
    void answerSearch(quint64 slice = 1000)
    {
        const auto search = searches.front();
        while (!search->left.isEmpty())
            answerSlice(slice);
    }
    void answerSearches()
    {
        while (!searches.empty())
            answerSearch();
    }

    bool automatic = false;
    std::deque<std::shared_ptr<Page>> pages;
    std::deque<std::shared_ptr<Search>> searches;
    int pagesAsked = 0;
    int searchesAsked = 0;
    int searchesCancelled = 0;

private:
    static Matches cut(Search &search, quint64 slice)
    {
        Matches found;
        found.scanned = search.left;
        if (search.order == SearchOrder::NewestFirst) {
            found.scanned.first = std::max(search.left.first, search.left.last - std::min(search.left.last, slice) + 1);
            search.left.last = found.scanned.first - 1;
        } else {
            found.scanned.last = std::min(search.left.last, search.left.first + slice - 1);
            search.left.first = found.scanned.last + 1;
        }
        for (quint64 seq = found.scanned.first; seq <= found.scanned.last; ++seq) {
            if (search.filter.matches(fakeRecord(seq)))
                found.seqs.push_back(seq);
        }
        return found;
    }
    template<typename Condition>
    static void settle(Condition condition)
    {
        QVERIFY(test::waitUntil(condition));
        QCoreApplication::processEvents();
    }
};

} // namespace livebelt
