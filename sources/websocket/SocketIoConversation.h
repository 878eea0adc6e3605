// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/websocket/Conversation.h"

namespace livebelt {

/// Socket.IO over Engine.IO (socket.io/docs, "Engine.IO protocol" revisions 3 and 4, "Socket.IO protocol" revision 5).
/// The namespace is entered (a first message that begins with 40, or "/"), and the other first messages, as they are to
/// go over the wire, are said then: 42["subscribe","prices"]. Pings are answered; revision 3, where the client pings,
/// does so as often as the server has said. An event is shown by what comes with it, its name is the subject.
class SocketIoConversation final : public Conversation
{
public:
    SocketIoConversation(QByteArrayList first, QString host, bool isRevision3);
    QByteArrayList begin() override { return {}; }
    Heard hear(QByteArray &message, bool isText) override;
    QByteArray ping() const override { return "2"; }

private:
    Heard hearPacket(QByteArrayView packet);

    QByteArrayList m_entering, m_afterwards;
    const QString m_host;
    const bool m_isRevision3;
};

} // namespace livebelt
