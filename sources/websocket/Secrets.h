// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/websocket/WebSocketAddress.h"

namespace livebelt {

/// Whether a query item or a header of that name holds what may not stand in an address: "token", "X-Api-Key",
/// "Cookie".
bool isSecretName(const QString &name);
/// Whether a message in JSON gives such a name a value other than the placeholder $PASSWORD.
bool holdsSecret(const QString &message);

/// Puts the user name and the password into the handshake as auth= says: bearer, basic, header:NAME, query:NAME or
/// first; and into the first messages in place of $USER and $PASSWORD, escaped where those are JSON.
Result<void> putSecrets(WebSocketAddress &webSocket, const QString &how, const QString &user, const QString &password);

} // namespace livebelt
