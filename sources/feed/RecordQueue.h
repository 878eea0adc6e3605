// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/feed/Connection.h"
#include <livebelt/async/Channel.h>

#include <condition_variable>
#include <mutex>

namespace livebelt {

/// Hands records from the threads that fetch them to the one of the feed: each record at once, in whole batches where
/// the feed is behind, never more than 4 MB (or one record): then the fetching thread waits, and with it the other
/// side.
class RecordQueue
{
public:
    static constexpr qsizetype capacity = 4 << 20;

    // The fetching threads:

    /// The other side is connected to. meanwhile: what became of what was said in the gap (ConnectionLog::connected()).
    void setConnected(QString meanwhile = {});
    /// Waits for room, unless the feed is leaving: what has been fetched is given to it all the same.
    void put(Record &&record);
    /// Nothing more will come. Calling it again does nothing.
    void finish(Ending ending);

    // The feed's thread:

    struct News
    {
        bool isConnected = false; ///< before what take() gave with it
        QString meanwhile{};
        std::optional<Ending> ending; ///< after what take() gave with it
    };
    /// All that is there, in place of what records held.
    News take(Records &records);
    /// Rings whenever there is news after a take() that gave none, closed once it has finished.
    const async::Channel<char> &bell() const { return m_bell; }
    /// Nobody waits for room any more.
    void leave();

private:
    void ring();

    std::mutex m_mutex;
    std::condition_variable m_hasRoom;
    Records m_records;
    qsizetype m_bytes = 0;
    News m_news;
    bool m_isAwaited = false; ///< the feed's thread waits for the bell
    bool m_isLeaving = false;
    bool m_isFinished = false;
    async::Channel<char> m_bell{1, async::Overflow::DropNewest};
};

} // namespace livebelt
