// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/Connection.h"
#include "sources/http/HttpRequest.h"

namespace livebelt {

/// Whether a request is sent again when its answer is complete, or has broken off: what the address says by again=. A
/// plain value.
///
/// POST is sent once, as it may do something each time (RFC 9110, section 9.2.2), unless again= is a time; or where it
/// has not been sent, or the server says that it has not been acted on and may come again.
struct HttpAgain
{
    bool isNever = false;                           ///< again=never: a complete answer is the end
    std::optional<std::chrono::milliseconds> after; ///< again=10s: asked again so long after a complete answer

    static Result<HttpAgain> from(const FeedAddress &address);
    static QList<FeedParameter> parameters();

    /// What it means that the answer is complete. isStream: the protocol has such an answer asked for again.
    Ending complete(const HttpRequest &request, bool isStream) const;
    /// What it means that it has broken off, or there is none. wasSent: the server may have acted on the request.
    Ending broken(const HttpRequest &request, Ending ending, bool wasSent) const;
};

} // namespace livebelt
