// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/HttpHead.h"

#include <QString>

namespace livebelt {

/// What a server says of its refusal, for people: `It says: “API rate limit exceeded” (Retry-After: 60)`, with the
/// first of what the body says (also where that is HTML, JSON, or problem+json, RFC 9457) and the headers that help
/// (RFC 9110 sections 10 and 11; no query of a Location); empty where it says nothing. body: its beginning, without
/// chunks and unpacked. At most some 600 characters, without control characters. Secrets that it repeats are
/// masked by who shows it.
QString complaintOf(const HttpHead &head, const QByteArray &body);

/// "403 Forbidden".
QString statusText(const HttpHead &head);

} // namespace livebelt
