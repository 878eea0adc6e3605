// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/SseConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<FeedParameter> parameters()
{
    return httpPlace() + HttpRequest::parameters(u"0"_s) + QList<FeedParameter>{HttpAgain::parameter()} +
           ParserOptions::parameters();
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"sse"_s;
    result.title = u"API events (SSE)"_s;
    result.summary = u"Server-sent events: goes on after the last event when it connects again."_s;
    result.icon = u"http"_s;
    result.schemes = {u"sse+https"_s, u"sse+http"_s};
    result.secureScheme = u"sse+https"_s;
    result.forms = {
        u"sse+https://[user@]host[:port]/path[?query][#auth=bearer&header=Name:Value&method=POST&body=...]"_s,
        u"sse+http://host[:port]/path"_s};
    result.example = u"sse+https://stream.wikimedia.org/v2/stream/recentchange"_s;
    result.parameters = parameters();
    result.fields = {{u"id"_s, u"the event's id; eventId, where the data has an id of its own"_s},
                     {u"NAME"_s, u"of data that is JSON, each of its fields"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<HttpRequest> request = HttpRequest::from(address, credentials, 0s);
    if (!request)
        return Failure{request.error()};
    Result<ParserOptions> options = ParserOptions::from(address);
    if (!options)
        return Failure{options.error()};
    const Result<HttpAgain> again = HttpAgain::from(address);
    if (!again)
        return Failure{again.error()};
    options->kind = RecordKind::Event;
    auto memory = std::make_shared<SseMemory>();
    memory->lastEventId = request->takeHeader("Last-Event-ID"); // the first one; the events have others
    auto connect = [request = *request, again = *again, options = *options, memory](ConnectionLog &log) {
        return std::make_unique<SseConnection>(request, again, options, memory, log);
    };
    auto resume = [memory](const ResumePoints &points) { memory->continueAfter(points); };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(request->where(), std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind sseKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block; // TCP holds the server back
    kind.open = &open;
    return kind;
}

} // namespace livebelt
