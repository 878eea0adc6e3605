// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordPages.h"
#include "model/filter/Filter.h"

#include <atomic>

namespace livebelt {

/// Walks over a range of one feed, record by record, in constant memory: for exports, replays and searches of any
/// length. Reads in chunks, so it keeps no writer from its checkpoints; blocks that the index says have nothing for the
/// filter it does not read. Refers to the pages, which must outlive it;
/// same thread.
class RecordCursor
{
public:
    enum class State {
        Reading,
        Finished,
        Aborted, ///< *abort was seen to be true
        Failed   ///< error() says why
    };

    struct Range
    {
        qint64 feed = 0;
        quint64 firstSeq = 1;
        quint64 lastSeq = 0; ///< 0: the newest at the start; what comes later is not read
        bool goesOn = false; ///< behind records that cannot be read: unread() counts them
    };

    /// Gives only records that match filter. abort may be set from any thread, and must outlive the cursor.
    RecordCursor(RecordPages &pages, Range range, Filter filter = {}, const std::atomic<bool> *abort = nullptr);
    Q_DISABLE_COPY_MOVE(RecordCursor)

    /// The next record, valid until the next call; nullptr when there is none: state() says why.
    const Record *next();

    State state() const { return m_state; }
    const QString &error() const { return m_error; }
    /// Records looked at so far, matching or not, or known to be none, and how many there are in the range: for
    /// progress.
    quint64 scanned() const { return m_scanned; }
    quint64 total() const { return m_total; }
    /// Records that were left out because they cannot be read, and why.
    quint64 unread() const { return m_unread; }
    const QString &whyUnread() const { return m_whyUnread; }

private:
    const Record *stop(State state);
    void skipBlocks();
    const Record *fail(const QString &error);
    bool fill();
    bool passDamage(const QString &why);

    RecordPages &m_pages;
    Range m_range;
    RecordQuestion m_question;
    std::optional<BlockFilter> m_blockFilter; ///< where the index can be of use
    quint64 m_worthReading = 0;               ///< up to this seq
    Records m_chunk;
    size_t m_at = 0;
    quint64 m_nextSeq = 1;
    quint64 m_scanned = 0;
    quint64 m_total = 0;
    quint64 m_unread = 0;
    QString m_whyUnread;
    State m_state = State::Reading;
    QString m_error;
};

} // namespace livebelt
