// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/NetworkOptions.h"
#include <livebelt/async/Task.h>
#include <livebelt/async/io/Sockets.h>

#include <QIODevice>
#include <memory>

namespace livebelt {

/// Where a chat server is, and the way there.
struct IrcTarget
{
    QString host;
    quint16 port = 0;
    bool tls = true;
    NetworkOptions network;
    QString where; ///< the same for people: "irc.libera.chat:6697"
    bool isWebSocket = false;
};

/// The bytes of a link to a chat server, over TCP, TLS or WebSocket. Lives on one thread; destroying it drops the
/// connection.
class IrcTransport
{
public:
    static std::unique_ptr<IrcTransport> make(const IrcTarget &target);
    IrcTransport() = default;
    IrcTransport(const IrcTransport &) = delete;
    IrcTransport &operator=(const IrcTransport &) = delete;
    virtual ~IrcTransport() = default;

    virtual void useTls(const QSslConfiguration &configuration) = 0;
    /// Throws async::SocketError.
    virtual async::Task<void> open() = 0;
    virtual void abort() = 0;
    /// Of the socket, for FIONREAD; -1: what has come is in device().
    virtual qintptr descriptor() const { return -1; }

    /// What comes in, once it is open.
    virtual QIODevice *device() = 0;
    virtual void send(const QByteArray &bytes) = 0;
    virtual void flush() = 0;

    /// Whether the other side has taken the connection, if not yet TLS and the like.
    virtual bool isReached() const = 0;
    virtual bool isOpen() const = 0;
    /// Whether something has come that nobody has read.
    virtual bool hasUnread() const = 0;
    /// Why it was cut; UnknownSocketError: nobody knows.
    virtual async::SocketError error() const = 0;
    /// The same, where the way knows more than that.
    virtual std::optional<Ending> ending() const { return std::nullopt; }
};

} // namespace livebelt
