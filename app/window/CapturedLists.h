// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/CaptureReaders.h"
#include "model/lists/RecordListModel.h"

#include <QObject>
#include <map>
#include <memory>

namespace livebelt {

/// The lists of the window, and what they ask for of the captures that their records are in: pages and searches.
/// UI thread. Destroyed before who writes the captures, which then become one file each.
class CapturedLists
{
public:
    /// Where the records of a list are.
    struct Place
    {
        QString capture;
        qint64 feed = 0; ///< its number there; 0 while it is not known
    };

    /// Answers come on the thread of home, which outlives it.
    explicit CapturedLists(async::Postbox &home);

    RecordListModel &add(qint64 id, const QString &name, const Place &place);
    /// Ends its searches; views let go of the list by events of their own, so that it stays until the next loop.
    void remove(qint64 id);
    /// None of a feed that is not there.
    RecordListModel *find(qint64 id) const;
    Place place(qint64 id) const;
    /// Where there is none yet, both are empty.
    void setPlace(qint64 id, const QString &capture, qint64 feed);

    /// What is on somebody's screen stays open; to be called every few seconds.
    void keepOpen();
    void readFeeds(const QString &capture, CaptureReaders::FeedsAnswer answer);

private:
    struct List
    {
        Place place;
        std::unique_ptr<RecordListModel> records;
        std::map<int, std::shared_ptr<std::atomic<bool>>> searches; ///< flags that end them
    };
    const List *list(qint64 id) const;
    void answerPage(qint64 id, quint64 firstSeq, int count);
    void startSearch(qint64 id, int search, const QString &filter, quint64 fromSeq, quint64 toSeq);

    std::map<qint64, List> m_lists;
    CaptureReaders m_readers;
    QObject m_context; ///< last: nothing is asked while the rest goes away
};

} // namespace livebelt
