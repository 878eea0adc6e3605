// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/Reader.h"
#include "sources/websocket/Conversation.h"
#include "sources/websocket/SentRecord.h"
#include "sources/websocket/WebSocketAddress.h"
#include "sources/wire/WebSocketStream.h"
#include <livebelt/async/Channel.h>

namespace livebelt {

/// What the connections of one feed have in common.
struct WebSocketSession
{
    WebSocketAddress address;
    bool hasSaidFirst = false; ///< the first messages have been said once
    QByteArrayList said;       ///< by a person, to be said again (resend=all)
};

/// One connection to a WebSocket server. Messages are read as they are consumed: behind a slow consumer, TCP slows the
/// server.
class WebSocketConnection final : public Connection
{
public:
    /// Both outlive it.
    WebSocketConnection(WebSocketSession &session, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    struct Arrival
    {
        WebSocketEvent event;
        bool isSent = false; ///< from here
    };

    async::AsyncIterator<Arrival> received();
    async::Task<void> pingEvery(std::chrono::milliseconds interval);
    std::unique_ptr<Conversation> makeConversation();
    void begin(Records &records);
    void take(Arrival &arrival, Records &records);
    void say(const QByteArray &message);

    WebSocketSession &m_session;
    const WebSocketAddress &m_address;
    ConnectionLog &m_log;
    Reader m_reader;
    WebSocketStream m_stream;
    std::unique_ptr<Conversation> m_conversation;
    async::Channel<Arrival> m_sent;  ///< by a person, on its way into the records
    std::optional<Ending> m_verdict; ///< the conversation's
    Ending m_ending;
    bool m_hasGivenItems = false;
    async::Scope m_pings;
};

} // namespace livebelt
