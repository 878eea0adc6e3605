// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "model/lists/MarkBuckets.h"
#include "model/lists/PageCache.h"
#include "model/lists/PageRequests.h"
#include "model/lists/RecordModel.h"
#include "model/lists/RecordTail.h"

#include <QSet>
#include <QTimer>

namespace livebelt {

/// All records of one feed: a window onto its capture. The newest are in memory, older ones come by pages that are
/// asked for by signal; nothing here grows with the number of records. UI thread only; whoever answers posts to the UI
/// thread.
class RecordListModel : public RecordModel
{
    Q_OBJECT

public:
    struct Statistics
    {
        qsizetype records = 0; ///< in memory
        qsizetype bytes = 0;   ///< in memory, about
        qsizetype pages = 0;   ///< in memory
        quint64 pagesAsked = 0;
    };

    /// Beyond mostRows the oldest records have no row any more: more than that no item model can have.
    explicit RecordListModel(qint64 feed, QObject *parent = nullptr, int mostRows = std::numeric_limits<int>::max());

    qint64 feed() const { return m_feed; }
    /// For filters by feed:, UTF-8.
    QByteArray feedName() const { return m_feedName; }
    void setFeedName(const QByteArray &name) { m_feedName = name; }
    quint64 first() const { return m_base + 1; } ///< seq of the first row
    quint64 end() const { return m_end; }        ///< seq of the newest record; 0: none
    /// A seq of each page that somebody has on the screen.
    std::vector<quint64> seqsRead() const { return m_pages.held(); }
    Statistics statistics() const;
    /// Where notices stand, as far as they have been seen.
    const MarkBuckets &marks() const { return m_marks; }

    int rowCount(const QModelIndex &parent = {}) const override;
    const Record *record(int row) const override;
    quint64 seqAt(int row) const override;
    int rowOfSeq(quint64 seq) const override;
    int rowAtOrBefore(quint64 seq) const override;
    QString missingText(int row) const override;
    void setReading(const QObject *reader, int firstRow, int lastRow) override;
    bool isExcerpt(int row) const override;
    void requestWhole(int row) override;

    /// As setReading(), for records that do not stand together.
    void setReadingSeqs(const QObject *reader, const std::vector<quint64> &seqs);
    /// For filtered lists: an id for search(), which asks by searchWanted(); matchesDelivered() brings the answers.
    int newSearchId() { return ++m_lastSearch; }
    void search(int searchId, const QString &filter, quint64 fromSeq, quint64 toSeq);
    void cancelSearch(int searchId);

public Q_SLOTS:
    /// One insertion, whatever the number of new records.
    void grow(const livebelt::FeedGrowth &growth);
    /// The feed's records are in another capture from now on, and there are none yet.
    void startAnew();
    /// Answers pageWanted(firstSeq, ...): the records of that range that the capture has, in order.
    void deliverPage(quint64 firstSeq, const livebelt::Records &records);
    /// Answers pageWanted(firstSeq, ...) where it could not be read; the sentence stands in the rows' place.
    void pageFailed(quint64 firstSeq, const QString &sentence);
    /// Answers searchWanted(), in slices from fromSeq upwards: all matches (ascending) up to scannedThrough that were
    /// not delivered before. The search is over with scannedThrough >= toSeq.
    void deliverMatches(int searchId, quint64 scannedThrough, const std::vector<quint64> &seqs);
    void failSearch(int searchId, const QString &sentence);

Q_SIGNALS:
    /// count (1 to PageCache::pageSize) records from firstSeq on are wanted. Not repeated while under way, at most
    /// PageRequests::atOnce under way at a time, what was asked for last comes first.
    void pageWanted(quint64 firstSeq, int count);
    /// filter is a valid expression of the filter language; both ends are meant included. Cancelled searches need no
    /// answer.
    void searchWanted(int searchId, const QString &filter, quint64 fromSeq, quint64 toSeq);
    void searchCancelled(int searchId);

    // For filtered lists over this one.
    void grown(const livebelt::FeedGrowth &growth);
    void matchesDelivered(int searchId, quint64 scannedThrough, const std::vector<quint64> &seqs);
    void searchFailed(int searchId, const QString &sentence);
    void recordsArrived(quint64 firstSeq, quint64 lastSeq);

private:
    quint64 rows() const { return m_end - m_base; }
    void dropBefore(quint64 seq);
    void askNext();
    void announce(quint64 firstSeq, quint64 lastSeq);
    void mark(const Record &record);

    qint64 m_feed;
    QByteArray m_feedName;
    quint64 m_mostRows;
    quint64 m_end = 0;
    quint64 m_base = 0; ///< records before the first row
    RecordTail m_tail;
    mutable PageCache m_pages;
    mutable PageRequests m_requests;
    mutable QTimer m_asking; ///< gathers what one repaint wants
    QSet<const QObject *> m_readers;
    MarkBuckets m_marks;
    Record m_whole; ///< the one long record that is kept in full
    quint64 m_wholeAsked = 0;
    int m_lastSearch = 0;
    quint64 m_pagesAsked = 0;
};

} // namespace livebelt
