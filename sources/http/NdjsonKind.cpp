// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/KindBuilder.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpOpening.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/NdjsonConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<HttpOpening> opening = HttpOpening::from(address, context, 0s, u"json"_s);
    if (!opening)
        return Failure{opening.error()};
    const Result<HttpAgain> again = HttpAgain::from(address);
    if (!again)
        return Failure{again.error()};
    auto memory = std::make_shared<NdjsonMemory>();
    auto connect = [opening = *opening, again = *again, memory](ConnectionLog &log) {
        return std::make_unique<NdjsonConnection>(opening.request, again, opening.options, memory, log);
    };
    return opening->feed(std::move(connect));
}

} // namespace

FeedKind ndjsonKind()
{
    return KindBuilder("ndjson", "API events (JSON lines)")
        .summary("An answer in lines of JSON, or a JSON text sequence: as long as it goes on, or up to its end.")
        .icon("http")
        .schemes({"ndjson+https", "ndjson+http"}, "ndjson+https")
        .forms({"ndjson+https://[user@]host[:port]/path[?query][#auth=bearer&header=Name:Value&method=POST&body=...]",
                "ndjson+http://host[:port]/path"})
        .example("ndjson+https://example.org/events")
        .parameters(httpPlace() + HttpRequest::parameters(u"0"_s) + HttpAgain::parameters() +
                    ParserOptions::parameters(u"json"_s))
        .fields({{"NAME", "each field of the JSON object"}})
        .overflow(async::Overflow::Block) // TCP holds the server back
        .opens(&open);
}

} // namespace livebelt
