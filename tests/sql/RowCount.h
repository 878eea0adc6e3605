// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>

#include <QString>

namespace livebelt::test {

/// Takes the rows of a huge query and keeps none of them.
class RowCount
{
public:
    RowCount(const FeedKind &kind, const QString &address, const Credentials &credentials = {});
    ~RowCount();
    Q_DISABLE_COPY_MOVE(RowCount)

    bool waitFor(qint64 rows);
    bool waitForEnd();
    qint64 rows() const { return m_rows; }
    /// Whether the first column counted 1, 2, 3, ...
    bool isInOrder() const { return m_isInOrder; }
    const QByteArray &lastNotice() const { return m_lastNotice; }
    /// Takes no more than that many until go().
    void pauseAfter(qint64 rows) { m_most = rows; }
    void go();
    /// Destroys the iterator where it is.
    void drop() { m_scope.cancel(); }
    /// The memory of this process, in bytes, and what it may grow by where it is flat. A sanitizer keeps for a while
    /// what was freed.
    static qint64 residentBytes();
#ifdef __SANITIZE_ADDRESS__
    static constexpr qint64 slack = 1 << 30;
#else
    static constexpr qint64 slack = 32 << 20;
#endif

private:
    async::Task<void> consume();

    std::unique_ptr<Feed> m_feed;
    qint64 m_rows = 0;
    qint64 m_most;
    bool m_isInOrder = true;
    bool m_hasEnded = false;
    QByteArray m_lastNotice;
    async::Event m_go;
    async::Scope m_scope;
};

} // namespace livebelt::test
