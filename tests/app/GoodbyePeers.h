// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>

namespace livebelt::test {

/// The other side of a feed, played by bytes over TCP: it says all it has to say while the program is held. Its items
/// are numbered, and each is a record with "n NUMBER" in it.
class GoodbyePeer
{
public:
    virtual ~GoodbyePeer() = default;
    virtual QString address(quint16 port) const = 0;
    /// The answer to all that has come so far, since the connection was made with nothing; sets isReady, where the
    /// burst may come.
    virtual QByteArray answer(const QByteArray &heard) = 0;
    /// What stands before the first item, and behind the last of count.
    virtual QByteArray before(int) const { return {}; }
    virtual QByteArray behind() const { return {}; }
    virtual QByteArray item(int number) const = 0;
    /// Whether the program takes the connection for one only when the burst has begun.
    virtual bool answersLate() const { return false; }
    bool isReady = false;
};

/// sse, ndjson, poll, websocket, irc, twitch, mqtt, tcp; or listen-tcp, which is connected to.
std::shared_ptr<GoodbyePeer> goodbyePeer(const QByteArray &kind);

} // namespace livebelt::test
