// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ConnectionLog.h"
#include "sources/feed/Feed.h"

#include <chrono>
#include <optional>

namespace livebelt {

/// How a connection came to its end.
struct Ending
{
    enum class Kind {
        Lost,    ///< another attempt may help
        Refused, ///< it cannot help before somebody has changed something; a feed that has worked tries all the same
        Failed,  ///< it is over, whatever came before: another attempt would repeat what came already
        Done     ///< the other side is through; nothing more will come
    };
    Kind kind = Kind::Lost;
    QString why; ///< for people, with what to do, without a full stop
    /// When to try again, where the other side said so; otherwise the backoff decides.
    std::optional<std::chrono::milliseconds> retryIn{};
    /// For how long, at most, the other side had been silent when it was given up for that; 0: it said goodbye itself.
    std::chrono::milliseconds silence{};
    bool wantsPassword = false; ///< a password, token or the like is missing or wrong
};

/// One connection of a ConnectedFeed, from the first packet to the last. Lives on the I/O thread; what run() gives is
/// destroyed before it, and destroying either, in any state, drops the connection.
class Connection
{
public:
    Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;
    virtual ~Connection() = default;

    /// What comes in, until the connection is lost, closed or of no use. It gives ConnectionLog::connected() itself as
    /// soon as the connection is of use. Asked for once; throws nothing.
    virtual async::AsyncIterator<Record> run() = 0;
    /// Says goodbye so that run() ends, within a second. The connection may be destroyed meanwhile. Where nothing is
    /// said in parting, closing the socket is enough.
    virtual async::Task<void> goodbye() = 0;
    virtual async::Task<Result<void>> send(Outgoing message);
    /// The first count records that run() gave are durable, and all those of earlier connections. 0, where nothing is
    /// missing of those, is said at once.
    virtual void stored(quint64 count);
    /// Asked for after run() has ended.
    virtual Ending ending() const = 0;
};

} // namespace livebelt
