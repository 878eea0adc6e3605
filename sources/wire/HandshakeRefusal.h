// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/wire/HttpHead.h"

namespace livebelt {

/// Why a server answered the handshake with an HTTP status (RFC 9110 section 15) other than 101, what can be done, and
/// when to try again, where it says so (Retry-After, X-RateLimit-*). body: what came with it, as far as it was read.
Ending handshakeRefusal(const HttpHead &head, const QByteArray &body, const QString &host);
/// Whether no more of the body has to be read for that: it is whole, or its beginning is there.
bool isEnoughOfBody(const HttpHead &head, const QByteArray &body);

} // namespace livebelt
