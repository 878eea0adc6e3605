// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/http/AnswerHead.h"

#include <QString>

namespace livebelt {

/// What a server says of its refusal, for people: `It says: “API rate limit exceeded” (Retry-After: 60)`, with the
/// first of what the body says (also where that is HTML, JSON, or problem+json, RFC 9457) and the headers that help;
/// empty where it says nothing. At most some 600 characters, without control characters.
QString complaintOf(const AnswerHead &head, const QByteArray &body);

/// "403 Forbidden".
QString statusText(const AnswerHead &head);

} // namespace livebelt
