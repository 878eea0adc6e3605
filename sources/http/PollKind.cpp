// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/KindBuilder.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpOpening.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/PollConnection.h"
#include "sources/http/PollOptions.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<HttpOpening> opening = HttpOpening::from(address, context, 30s);
    if (!opening)
        return Failure{opening.error()};
    Result<PollOptions> poll = PollOptions::from(address);
    if (!poll)
        return Failure{poll.error()};
    auto memory = std::make_shared<PollMemory>(*poll);
    auto connect = [opening = *opening, every = poll->every, memory](ConnectionLog &log) {
        return std::make_unique<PollConnection>(opening.request, every, opening.options, memory, log);
    };
    auto resume = [memory](const ResumePoints &points) { memory->continueAfter(points); };
    return opening->feed(std::move(connect), std::move(resume));
}

} // namespace

FeedKind pollKind()
{
    return KindBuilder("poll", "API events (polling)")
        .summary("A page that is asked for again and again; what has changed since the last time is shown.")
        .icon("http")
        .schemes({"poll+https", "poll+http"}, "poll+https")
        .forms({"poll+https://[user@]host[:port]/path[?query][#every=10s&items=data.items&id=id&auth=bearer]",
                "poll+http://host[:port]/path"})
        .example("poll+https://example.org/status.json#every=10s")
        .parameters(httpPlace() + PollOptions::parameters() + HttpRequest::parameters(u"30s"_s) +
                    ParserOptions::parameters())
        .fields({{"NAME", "each field of an item that is JSON"}})
        .overflow(async::Overflow::Block) // the page is asked for again when there is room
        .opens(&open);
}

} // namespace livebelt
