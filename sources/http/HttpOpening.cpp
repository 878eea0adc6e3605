// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpOpening.h"

namespace livebelt {

Result<HttpOpening> HttpOpening::from(const FeedAddress &address, const FeedContext &context,
                                      std::chrono::milliseconds idle, const QString &format)
{
    Result<HttpRequest> request = HttpRequest::from(address, context, idle);
    if (!request)
        return Failure{request.error()};
    Result<ParserOptions> options = ParserOptions::from(address, format);
    if (!options)
        return Failure{options.error()};
    options->kind = RecordKind::Event;
    options->logFormats = context.logFormats;
    return HttpOpening{*std::move(request), *std::move(options)};
}

Result<std::unique_ptr<Feed>> HttpOpening::feed(ConnectedFeed::Connect connect, ConnectedFeed::Continue resume) const
{
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(request.where(), std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace livebelt
