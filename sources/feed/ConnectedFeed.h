// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include <livebelt/async/Backoff.h>
#include <livebelt/async/Event.h>

#include <functional>
#include <memory>

namespace livebelt {

/// A feed that makes one connection after the other: Notices, back-off with jitter that starts small again after a good
/// spell, and a close() that answers at once, the same for every kind that has another side.
///
/// Once it has worked, only the person ends it: the refusal of a first connection ends it (Failed), a later one is a
/// loss, after which the waits grow up to longestRefusal. It has worked where an earlier connection was up, or this one
/// was up for as long as trial, or is proven (ConnectionLog), or where it continues a capture.
class ConnectedFeed final : public Feed
{
public:
    /// Makes a connection; the log outlives it. I/O thread.
    using Connect = std::function<std::unique_ptr<Connection>(ConnectionLog &log)>;

    /// Hands on where the capture that is continued ends, before the first connection is made. I/O thread.
    using Continue = std::function<void(const ResumePoints &points)>;
    static constexpr std::chrono::minutes longestRefusal{5};
    static constexpr std::chrono::seconds trial{10};

    /// where: the other side, for people: "irc.libera.chat:6697". backoff: the waits after a loss; those after a
    /// refusal begin the same.
    ConnectedFeed(QString where, Connect connect, async::Backoff backoff = async::Backoff(), Continue resume = {});

    async::AsyncIterator<Record> records() override;
    void continueAfter(const ResumePoints &points) override;
    async::Task<void> close() override;
    async::Task<Result<void>> send(Outgoing message) override;
    void stored(quint64 count) override;

private:
    void judge(const ConnectionLog &log);
    std::optional<Record> lastWord(const Ending &ending, ConnectionLog &log) const;
    std::chrono::milliseconds waitAfter(const Ending &ending);
    void tellStored();
    async::Task<void> pause(std::chrono::milliseconds duration);

    QString m_where;
    Connect m_connect;
    Continue m_continue;
    async::Backoff m_losses;
    async::Backoff m_refusals;
    Connection *m_connection = nullptr; ///< the one that records() runs
    async::Event m_wake;                ///< ends a pause
    bool m_hasWorked = false;
    quint64 m_given = 0;  ///< records, of all connections
    quint64 m_before = 0; ///< of the connections before this one
    quint64 m_stored = 0;
    bool m_isClosing = false;
};

} // namespace livebelt
