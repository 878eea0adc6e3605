// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/websocket/Conversation.h"

namespace livebelt {

/// GraphQL over WebSocket, by the subprotocols graphql-transport-ws (github.com/enisdenjo/graphql-ws, PROTOCOL.md) and
/// graphql-ws (Apollo's subscriptions-transport-ws): connection_init, one of the first messages or ours, is said at
/// once, and the others when it has been acknowledged. Pings are answered; what keeps the connection alive is not
/// shown.
class GraphqlConversation final : public Conversation
{
public:
    GraphqlConversation(QByteArrayList first, QString host);
    QByteArrayList begin() override { return m_greeting; }
    Heard hear(QByteArray &message, bool isText) override;

private:
    QByteArrayList m_greeting, m_afterwards;
    const QString m_host;
};

} // namespace livebelt
