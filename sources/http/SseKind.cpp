// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/KindBuilder.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpOpening.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/SseConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<HttpOpening> opening = HttpOpening::from(address, context, 0s);
    if (!opening)
        return Failure{opening.error()};
    const Result<HttpAgain> again = HttpAgain::from(address);
    if (!again)
        return Failure{again.error()};
    auto memory = std::make_shared<SseMemory>();
    memory->lastEventId = opening->request.takeHeader("Last-Event-ID"); // the first one; the events have others
    auto connect = [opening = *opening, again = *again, memory](ConnectionLog &log) {
        return std::make_unique<SseConnection>(opening.request, again, opening.options, memory, log);
    };
    auto resume = [memory](const ResumePoints &points) { memory->continueAfter(points); };
    return opening->feed(std::move(connect), std::move(resume));
}

} // namespace

FeedKind sseKind()
{
    return KindBuilder("sse", "API events (SSE)")
        .summary("Server-sent events: goes on after the last event when it connects again.")
        .icon("http")
        .schemes({"sse+https", "sse+http"}, "sse+https")
        .forms({"sse+https://[user@]host[:port]/path[?query][#auth=bearer&header=Name:Value&method=POST&body=...]",
                "sse+http://host[:port]/path"})
        .example("sse+https://stream.wikimedia.org/v2/stream/recentchange")
        .parameters(httpPlace() + HttpRequest::parameters(u"0"_s) + HttpAgain::parameters() +
                    ParserOptions::parameters())
        .fields({{"id", "the event's id; eventId, where the data has an id of its own"},
                 {"NAME", "of data that is JSON, each of its fields"}})
        .overflow(async::Overflow::Block) // TCP holds the server back
        .opens(&open);
}

} // namespace livebelt
