// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "model/lists/MarkBuckets.h"
#include "model/lists/PageCache.h"
#include "model/lists/PageRequests.h"
#include "model/lists/RecordModel.h"
#include "model/lists/RecordSource.h"
#include "model/lists/RecordTail.h"
#include <livebelt/async/Scope.h>

#include <QSet>
#include <QTimer>
#include <memory>

namespace livebelt {

/// All records of one feed: a window onto its history. The newest are in memory, older ones come from the source, a
/// page at a time; nothing here grows with the number of records. UI thread only.
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

    /// source: none where all there is comes by grow(). Beyond mostRows the oldest records have no row any more: more
    /// than that no item model can have.
    explicit RecordListModel(qint64 feed, std::shared_ptr<RecordSource> source = {}, QObject *parent = nullptr,
                             int mostRows = std::numeric_limits<int>::max());

    qint64 feed() const { return m_feed; }
    /// nullptr where there is none.
    RecordSource *source() const { return m_source.get(); }
    /// For filters by feed:, UTF-8.
    QByteArray feedName() const { return m_feedName; }
    void setFeedName(const QByteArray &name) { m_feedName = name; }
    quint64 first() const { return m_base + 1; } ///< seq of the first row
    quint64 end() const { return m_end; }        ///< seq of the newest record; 0: none
    /// The record, or nullptr: without asking for it.
    const Record *inMemory(quint64 seq) const;
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
    /// One insertion, whatever the number of new records.
    void grow(const livebelt::FeedGrowth &growth);
    /// The feed's records are in another capture from now on, and there are none yet.
    void startAnew();

Q_SIGNALS:
    void grown(const livebelt::FeedGrowth &growth);
    void recordsArrived(quint64 firstSeq, quint64 lastSeq); ///< in memory, or known to be lost

private:
    quint64 rows() const { return m_end - m_base; }
    void dropBefore(quint64 seq);
    void askNext();
    async::Task<void> readPage(SeqRange page);
    async::Task<void> readWhole(quint64 seq);
    void announce(SeqRange range);
    void mark(const Record &record);

    qint64 m_feed;
    std::shared_ptr<RecordSource> m_source;
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
    async::Spawned<void> m_readingWhole;
    quint64 m_pagesAsked = 0;
    async::Scope m_reading; ///< last: its tasks use the rest
};

} // namespace livebelt
