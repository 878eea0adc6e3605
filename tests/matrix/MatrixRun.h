// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>

#include <memory>

namespace livebelt::test {

/// One opening of the feed of a peer: takes what comes, and checks the order of the items on the way.
class MatrixRun
{
public:
    enum class Pace {
        Fast,
        Slow, ///< the event loop is idle between any two items
        Held  ///< once it is ready, nothing is taken before closeHeld()
    };

    explicit MatrixRun(const MatrixPeer &peer, Pace pace = Pace::Fast);
    ~MatrixRun();
    Q_DISABLE_COPY_MOVE(MatrixRun)

    /// What is wrong so far, for QVERIFY2; nothing while all is well.
    const QByteArray &problem() const { return m_problem; }
    bool isReady() const { return m_peer.isReady(m_others); }
    int items() const { return m_items; }
    /// Those that came, and those that the feed says were dropped.
    quint64 accounted() const { return quint64(m_items) + m_dropped; }
    int last() const { return m_last; }
    bool hasEnded() const { return m_hasEnded; }
    size_t records() const { return m_others.size() + size_t(m_items); }
    /// Notices and whatever else is no item.
    const Records &others() const { return m_others; }
    /// All those texts, for a failure message.
    QByteArray dump() const;
    /// From now on items begin with this number.
    void expect(int first) { m_last = first - 1; }

    bool waitUntilReady();
    /// Until the item of that number has come, or something has gone wrong.
    bool waitForItem(int number, int milliseconds = 60'000);
    bool waitForRecord();
    /// Feed::close(), and the end of the records.
    bool close();
    /// The same, and now all that there is is taken.
    bool closeHeld();
    /// Begins to close, and waits for nothing.
    void beginClose();

private:
    async::Task<void> consume();
    async::Task<void> closeFeed(bool *isDone);
    void take(Record record);

    const MatrixPeer &m_peer;
    const Pace m_pace;
    std::unique_ptr<Feed> m_feed;
    Records m_others;
    QByteArray m_problem;
    quint64 m_taken = 0;
    quint64 m_dropped = 0;
    int m_items = 0;
    int m_last = 0;
    bool m_hasEnded = false;
    bool m_isClosed = false;
    async::Event m_released;
    bool m_isHeld = false;
    async::Scope m_scope;
};

} // namespace livebelt::test
