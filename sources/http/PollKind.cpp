// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/PollConnection.h"
#include "sources/http/PollOptions.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QList<FeedParameter> parameters()
{
    return httpPlace() + PollOptions::parameters() + HttpRequest::parameters(u"30s"_s) + ParserOptions::parameters();
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"poll"_s;
    result.title = u"API events (polling)"_s;
    result.summary = u"A page that is asked for again and again; what has changed since the last time is shown."_s;
    result.icon = u"http"_s;
    result.schemes = {u"poll+https"_s, u"poll+http"_s};
    result.secureScheme = u"poll+https"_s;
    result.forms = {u"poll+https://[user@]host[:port]/path[?query][#every=10s&items=data.items&id=id&auth=bearer]"_s,
                    u"poll+http://host[:port]/path"_s};
    result.example = u"poll+https://example.org/status.json#every=10s"_s;
    result.parameters = parameters();
    result.fields = {{u"NAME"_s, u"each field of an item that is JSON"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<HttpRequest> request = HttpRequest::from(address, credentials, 30s);
    if (!request)
        return Failure{request.error()};
    Result<PollOptions> poll = PollOptions::from(address);
    if (!poll)
        return Failure{poll.error()};
    Result<ParserOptions> options = ParserOptions::from(address);
    if (!options)
        return Failure{options.error()};
    options->kind = RecordKind::Event;
    auto memory = std::make_shared<PollMemory>(*poll);
    auto connect = [request = *request, every = poll->every, options = *options, memory](ConnectionLog &log) {
        return std::make_unique<PollConnection>(request, every, options, memory, log);
    };
    auto resume = [memory](const ResumePoints &points) { memory->continueAfter(points); };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(request->where(), std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind pollKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block; // the page is asked for again when there is room
    kind.open = &open;
    return kind;
}

} // namespace livebelt
