// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/lists/RecordListModel.h"

#include <QObject>
#include <deque>

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

/// Answers a model's wishes when told to, and keeps count of them.
class FakeCapture : public QObject
{
public:
    struct Page
    {
        quint64 first;
        int count;
    };
    struct Search
    {
        int id;
        QString filter;
        quint64 from;
        quint64 to;
    };

    explicit FakeCapture(RecordListModel &model) : m_model(model)
    {
        connect(&model, &RecordListModel::pageWanted, this, [this](quint64 first, int count) {
            pages.push_back({first, count});
            ++pagesAsked;
            if (automatic)
                QMetaObject::invokeMethod(this, &FakeCapture::answerPages, Qt::QueuedConnection);
        });
        connect(&model, &RecordListModel::searchWanted, this,
                [this](int id, const QString &filter, quint64 from, quint64 to) {
                    searches.push_back({id, filter, from, to});
                    ++searchesAsked;
                    if (automatic)
                        QMetaObject::invokeMethod(this, &FakeCapture::answerSearches, Qt::QueuedConnection);
                });
        connect(&model, &RecordListModel::searchCancelled, this, [this](int id) {
            ++searchesCancelled;
            std::erase_if(searches, [id](const Search &search) { return search.id == id; });
        });
    }

    void answerPages()
    {
        while (!pages.empty()) {
            const Page page = pages.front();
            pages.pop_front();
            m_model.deliverPage(page.first, fakeRecords(page.first, page.first + quint64(page.count) - 1));
        }
    }

    /// All of the first search, in slices.
    void answerSearch(quint64 slice = 1000)
    {
        const Search search = searches.front();
        searches.pop_front();
        const Filter filter = *Filter::parse(search.filter);
        for (quint64 from = search.from; from <= search.to; from += slice) {
            const quint64 through = std::min(search.to, from + slice - 1);
            std::vector<quint64> found;
            for (quint64 seq = from; seq <= through; ++seq) {
                if (filter.matches(fakeRecord(seq)))
                    found.push_back(seq);
            }
            m_model.deliverMatches(search.id, through, found);
        }
    }

    void answerSearches()
    {
        while (!searches.empty())
            answerSearch();
    }

    bool automatic = false;
    std::deque<Page> pages;
    std::deque<Search> searches;
    int pagesAsked = 0;
    int searchesAsked = 0;
    int searchesCancelled = 0;

private:
    RecordListModel &m_model;
};

} // namespace livebelt
