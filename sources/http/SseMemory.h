// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/http/HttpCookies.h"
#include "sources/http/SseOverlap.h"
#include <livebelt/async/Backoff.h>

#include <optional>

namespace livebelt {

/// What an event source remembers from one connection to the next; of that, the last event's id and the events that may
/// come again are kept in the capture, too.
struct SseMemory
{
    QByteArray lastEventId;
    std::optional<std::chrono::milliseconds> retry; ///< as the server says
    SseOverlap overlap;
    /// Of connections that end without an event, where the server says retry.
    async::Backoff waits{std::chrono::seconds(1), std::chrono::minutes(5)};
    std::shared_ptr<HttpCookies> cookies = std::make_shared<HttpCookies>();

    std::shared_ptr<const ResumePoint> resumePoint() const;
    void continueAfter(const ResumePoints &points);
};

} // namespace livebelt
