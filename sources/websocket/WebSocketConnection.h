// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Channel.h"
#include "sources/async/Scope.h"
#include "sources/feed/Connection.h"
#include "sources/websocket/WebSocketAddress.h"
#include "sources/websocket/WebSocketItems.h"

#include <QWebSocket>

namespace livebelt {

/// One connection to a WebSocket server (RFC 6455), by Qt WebSockets, which takes off the wire what there is: a server
/// is not slowed. Up to 32 MB of messages wait for a slow consumer; then the oldest make room, and are counted. Qt 6.4
/// speaks no extension, so nothing is compressed (RFC 7692).
class WebSocketConnection final : public Connection
{
public:
    WebSocketConnection(const WebSocketAddress &address, ConnectionLog &log);
    ~WebSocketConnection() override;

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    enum class What : quint8 { Opened, Received, Sent };
    struct Arrived
    {
        What what = What::Opened;
        QByteArray bytes{};
        qint64 micros = noTime;
    };
    struct Weight
    {
        quint64 operator()(const Arrived &arrived) const { return quint64(arrived.bytes.size()) + sizeof(Arrived); }
    };

    Result<void> prepare();
    void listen();
    void open();
    void opened();
    void put(What what, QByteArray bytes);
    void say(const QByteArray &message);
    void giveUp(const QString &why);
    Ending howItEnded() const;
    bool isTooLong() const;
    void announce(Records &records);
    async::Task<void> limitHandshake();
    async::Task<void> keepAlive();

    const WebSocketAddress m_address;
    ConnectionLog &m_log;
    WebSocketItems m_items;
    async::Channel<Arrived, Weight> m_inbox;
    QList<QSslError> m_tlsErrors;
    async::Clock::TimePoint m_heardAt;
    Ending m_ending;
    bool m_isOpen = false;        ///< has been connected
    bool m_wasClosed = false;     ///< by a close frame, or for what is wrong with a frame
    bool m_isAnnounced = false;   ///< run() has said that it is connected
    bool m_hasGivenItems = false; ///< something has come in
    QWebSocket m_socket;
    QObject m_context; ///< of what listens to the socket: it ends before that does
    async::Scope m_deadline, m_watch;
};

} // namespace livebelt
