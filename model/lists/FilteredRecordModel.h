// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "model/lists/FeedGrowth.h"
#include "model/lists/MarkBuckets.h"
#include "model/lists/MatchSet.h"
#include "model/lists/RecordModel.h"
#include "model/lists/RecordSource.h"
#include "model/lists/ScanRanges.h"
#include <livebelt/async/Scope.h>

#include <optional>

namespace livebelt {

class RecordListModel;

/// Those records of a feed that a filter lets through. New ones are matched as they come; the history is searched by
/// one task, newest first. Only the numbers of the matches are kept, compressed: any number of them. UI thread only.
/// Must not outlive its source.
class FilteredRecordModel final : public RecordModel
{
    Q_OBJECT

public:
    explicit FilteredRecordModel(RecordListModel &source, QObject *parent = nullptr);

    /// Forgets all matches, cancels a search under way and begins anew. An empty filter shows nothing and searches
    /// nothing.
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }

    quint64 scanned() const; ///< of the source's end(): how many records have been looked at
    bool isSearching() const { return !m_search.isDone(); }
    QString problem() const { return m_problem; } ///< why the search stopped, a sentence, or empty
    const MarkBuckets &matchMarks() const { return m_marks; }
    /// The next match that is newer than seq, or older; nothing where there is none. Does not wait for the search:
    /// where nobody has looked yet, it looks by itself. Throws std::runtime_error with a sentence.
    async::Task<std::optional<quint64>> nextMatch(quint64 seq, bool isNewer);

    int rowCount(const QModelIndex &parent = {}) const override;
    const Record *record(int row) const override;
    quint64 seqAt(int row) const override;
    int rowOfSeq(quint64 seq) const override;
    int rowAtOrBefore(quint64 seq) const override;
    QString missingText(int row) const override;
    void setReading(const QObject *reader, int firstRow, int lastRow) override;
    bool isExcerpt(int row) const override;
    void requestWhole(int row) override;

Q_SIGNALS:
    void progressed(); ///< scanned(), isSearching() or problem() changed

private:
    void takeGrowth(const FeedGrowth &growth);
    void takeArrived(quint64 firstSeq, quint64 lastSeq);
    void search();
    async::Task<void> searchAll();
    void take(const Matches &matches);
    void insert(const std::vector<quint64> &seqs);
    void dropBefore(quint64 seq);

    RecordListModel &m_source;
    Filter m_filter;
    MatchSet m_seqs;
    ScanRanges m_unscanned; ///< what nobody has looked at yet
    quint64 m_end = 0;
    QString m_problem;
    MarkBuckets m_marks;
    async::Spawned<void> m_search;
    async::Scope m_searching; ///< last: its task uses the rest
};

} // namespace livebelt
