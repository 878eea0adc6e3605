// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/wire/DeflateTerms.h"
#include "sources/wire/HttpHead.h"
#include "sources/wire/WebSocketRequest.h"

namespace livebelt {

/// The opening handshake of a client (RFC 6455 section 4.1).
class Handshake
{
public:
    /// request outlives it.
    explicit Handshake(const WebSocketRequest &request);

    /// The request to send, with a nonce of its own.
    QByteArray bytes() const;
    /// Whether the answer, whose status is 101, opens a WebSocket; or why not.
    std::optional<Ending> check(const HttpHead &answer);

    const QString &subprotocol() const { return m_subprotocol; } ///< the server's choice; empty: none
    const DeflateTerms &deflate() const { return m_deflate; }

private:
    const WebSocketRequest &m_request;
    const QByteArray m_key;
    QString m_subprotocol;
    DeflateTerms m_deflate;
};

/// Sec-WebSocket-Accept for that Sec-WebSocket-Key.
QByteArray acceptOf(const QByteArray &key);

} // namespace livebelt
