// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/NdjsonConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<FeedParameter> parameters()
{
    return httpPlace() + HttpRequest::parameters(u"0"_s) + QList<FeedParameter>{HttpAgain::parameter()} +
           ParserOptions::parameters(u"json"_s);
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"ndjson"_s;
    result.title = u"API events (JSON lines)"_s;
    result.summary = u"An answer in lines of JSON, or a JSON text sequence: as long as it goes on, or up to its end."_s;
    result.icon = u"http"_s;
    result.schemes = {u"ndjson+https"_s, u"ndjson+http"_s};
    result.secureScheme = u"ndjson+https"_s;
    result.forms = {
        u"ndjson+https://[user@]host[:port]/path[?query][#auth=bearer&header=Name:Value&method=POST&body=...]"_s,
        u"ndjson+http://host[:port]/path"_s};
    result.example = u"ndjson+https://example.org/events"_s;
    result.parameters = parameters();
    result.fields = {{u"NAME"_s, u"each field of the JSON object"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<HttpRequest> request = HttpRequest::from(address, credentials, 0s);
    if (!request)
        return Failure{request.error()};
    Result<ParserOptions> options = ParserOptions::from(address, u"json"_s);
    if (!options)
        return Failure{options.error()};
    const Result<HttpAgain> again = HttpAgain::from(address);
    if (!again)
        return Failure{again.error()};
    options->kind = RecordKind::Event;
    auto memory = std::make_shared<NdjsonMemory>();
    auto connect = [request = *request, again = *again, options = *options, memory](ConnectionLog &log) {
        return std::make_unique<NdjsonConnection>(request, again, options, memory, log);
    };
    return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(request->where(), std::move(connect)));
}

} // namespace

FeedKind ndjsonKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block; // TCP holds the server back
    kind.open = &open;
    return kind;
}

} // namespace livebelt
