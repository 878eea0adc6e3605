// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/MergedPart.h"

namespace livebelt {

/// Several feeds as one list in the order of time, or what a filter lets through of them; one that comes late is put at
/// its place. It begins with the newest records and grows towards older ones as far as somebody wants them; what is
/// shown is of any length, what is kept of a row a few bytes. The rows' seqs are labels of this list: originAt() has
/// the record's own number. UI thread only.
class MergedRecordModel final : public RecordModel
{
    Q_OBJECT

public:
    /// Beyond mostRows the oldest rows go, until they are wanted again.
    explicit MergedRecordModel(QObject *parent = nullptr, int mostRows = 200'000);
    ~MergedRecordModel() override;

    /// The lists must outlive it, or be destroyed by events of their own: then they are taken out.
    void setLists(const std::vector<RecordListModel *> &lists);
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }
    void setOrder(MergedOrder order);
    MergedOrder order() const { return m_order; }

    struct Origin
    {
        qint64 feed = 0; ///< 0: there is no such row
        quint64 seq = 0;
    };
    Origin originAt(int row) const;
    QString originName(int row) const override;

    /// Somebody is near the top: rows that are older come in front. Nothing where that is under way.
    void fetchOlder();
    bool hasOlder() const;
    /// Begins anew at that time, with what stands around it; reached() says when that is there. From then on newer
    /// rows come when they are wanted, until it has come to the end.
    void goTo(qint64 micros);
    void goToEnd() { rewind(); }
    void fetchNewer();                       ///< as fetchOlder(), for somebody near the bottom
    bool isLive() const { return m_isLive; } ///< the rows go to the newest record, and follow
    quint64 matches() const;                 ///< of all feeds, as far as is known
    quint64 total() const;                   ///< records of all feeds
    quint64 scanned() const;                 ///< of those
    bool isSearching() const;
    QString problem() const; ///< why a search stopped, or empty

    int rowCount(const QModelIndex &parent = {}) const override;
    const Record *record(int row) const override;
    quint64 seqAt(int row) const override;
    int rowOfSeq(quint64 seq) const override;
    int rowAtOrBefore(quint64 seq) const override { return m_rows.rowAtOrBefore(seq); }
    QString missingText(int row) const override;
    void setReading(const QObject *reader, int firstRow, int lastRow) override;
    bool isExcerpt(int row) const override;
    void requestWhole(int row) override;

Q_SIGNALS:
    void reached(quint64 seq); ///< the row that goTo() has gone to
    void progressed();         ///< matches(), scanned(), isSearching(), hasOlder() or problem() changed

private:
    using Parts = std::vector<std::unique_ptr<MergedPart>>;
    void restart();
    void rewind();
    void clear();
    void watch(MergedPart &part);
    void takeInserted(MergedPart &part, int first, int last);
    void takeArrived(int part, quint64 firstSeq, quint64 lastSeq);
    void dropGone(MergedPart &part);
    void work();
    async::Task<void> fill();
    async::Task<void> seek(qint64 micros);
    std::vector<MergedRow> takeOlder();
    std::vector<MergedRow> takeNewer();
    void insert(const std::vector<MergedRow> &rows);
    void trim();
    const MergedRow *at(int row) const;

    std::vector<RecordListModel *> m_lists;
    Filter m_filter;
    MergedOrder m_order = MergedOrder::Arrival;
    int m_mostRows;
    Parts m_parts;
    MergedRows m_rows;
    int m_wanted = 0; ///< older rows
    int m_wantedNewer = 0;
    bool m_isLive = true;
    int m_readFirst = 0, m_readLast = -1;
    bool m_isFilling = false;
    async::Spawned<void> m_filling;
    async::Scope m_work; ///< last: its task uses the rest
};

} // namespace livebelt
