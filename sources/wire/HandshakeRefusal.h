// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/wire/HttpHead.h"

namespace livebelt {

/// Why a server answered the handshake with an HTTP status (RFC 9110 section 15) other than 101, what can be done, what
/// it says itself (HttpComplaint), and when to try again, where it says so (Retry-After, X-RateLimit-*). body: the
/// beginning of what came with it, without chunks (HttpFraming). Lost where it may pass, else Refused.
Ending handshakeRefusal(const HttpHead &head, const QByteArray &body, const QString &host);

} // namespace livebelt
