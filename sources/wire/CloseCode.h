// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"

namespace livebelt {

/// Whether a close frame may carry that code (RFC 6455 section 7.4, and IANA's registry of WebSocket close codes).
bool mayBeSent(quint16 code);

/// What a server means by closing a connection with that code, for people, without a full stop. reason: its own words,
/// perhaps none; they follow.
QString closeSentence(quint16 code, const QString &reason, const QString &host);

/// Whether connecting again can help. It cannot after 1003, 1008, 1009 and 1010 where the server closed before it had
/// given anything: it does not like what we say, and we would say it again. The same codes later, and all others, are a
/// lost connection (1002 and 1007 are what either side says of a broken frame). Of a server's own codes, those that
/// stand for HTTP's 400, 401, 403 and 404 (3000 and 3003 of IANA's registry, 4400 to 4404) are a refusal at any time.
Ending::Kind closeKind(quint16 code, bool hasGivenItems);

} // namespace livebelt
