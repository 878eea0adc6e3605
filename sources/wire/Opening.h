// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/Handshake.h"
#include <livebelt/async/AsyncIterator.h>

#include <QTcpSocket>

namespace livebelt {

/// What a WebSocket is opened with, and what is there then.
struct Opening
{
    const WebSocketRequest &request;
    Handshake &handshake;
    QTcpSocket &socket;                                       ///< a QSslSocket, where the request is secure
    std::optional<async::AsyncIterator<QByteArray>> pieces{}; ///< all that comes over the socket
    QByteArray input{};                                       ///< that came with the answer, behind it
    bool hasAnswered = false;                                 ///< if not as a WebSocket
};

/// Connects and shakes hands; or why that failed. opening outlives the task; so does the socket, which is not closed.
async::Task<std::optional<Ending>> shakeHands(Opening &opening);

} // namespace livebelt
