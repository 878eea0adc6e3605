// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Backoff.h"
#include "sources/async/Event.h"
#include "sources/feed/Connection.h"

#include <functional>
#include <memory>

namespace livebelt {

/// A feed that makes one connection after the other: Notices, back-off with jitter that starts small again after a good
/// spell, and a close() that answers at once, the same for every kind that has another side.
class ConnectedFeed final : public Feed
{
public:
    /// Makes a connection; the log outlives it. I/O thread.
    using Connect = std::function<std::unique_ptr<Connection>(ConnectionLog &log)>;

    /// where: the other side, for people: "irc.libera.chat:6697".
    ConnectedFeed(QString where, Connect connect, async::Backoff backoff = async::Backoff());

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;
    async::Task<Result<void>> send(Outgoing message) override;

private:
    async::Task<void> pause(std::chrono::milliseconds duration);

    QString m_where;
    Connect m_connect;
    async::Backoff m_backoff;
    Connection *m_connection = nullptr; ///< the one that records() runs
    async::Event m_wake;                ///< ends a pause
    bool m_isClosing = false;
};

} // namespace livebelt
