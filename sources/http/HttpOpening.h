// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ConnectedFeed.h"
#include "sources/http/HttpRequest.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

/// What an address of any kind over HTTP says: what is asked for, and how it is read. A plain value.
struct HttpOpening
{
    HttpRequest request;
    ParserOptions options;

    /// idle, format: where the address does not say.
    static Result<HttpOpening> from(const FeedAddress &address, const FeedContext &context,
                                    std::chrono::milliseconds idle, const QString &format = QStringLiteral("auto"));
    Result<std::unique_ptr<Feed>> feed(ConnectedFeed::Connect connect, ConnectedFeed::Continue resume = {}) const;
};

} // namespace livebelt
