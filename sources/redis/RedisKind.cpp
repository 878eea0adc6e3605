// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/redis/RedisConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<RedisAddress> checked = RedisAddress::read(address, context);
    if (!checked)
        return Failure{checked.error()};
    auto setup = std::make_shared<RedisSetup>();
    setup->address = *std::move(checked);
    setup->address.parser.logFormats = context.logFormats;
    setup->password = context.password;
    const QString where = setup->address.place.where();
    auto connect = [setup](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<RedisConnection>(*setup, log);
    };
    auto resume = [setup](const ResumePoints &points) {
        for (const ResumePoint &point : points) {
            if (point.key == setup->address.stream)
                setup->last = point.value;
        }
    };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(where, std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind redisKind()
{
    return KindBuilder("redis", "A stream of Redis")
        .summary("The entries of a Redis stream, alone or in a consumer group.")
        .icon("mqtt")
        .schemes({"redis", "rediss"}, "rediss")
        .forms({"redis://[user@]host[:port]/STREAM[?from=new|all|ID&db=0]",
                "redis://[user@]host[:port]/STREAM?group=NAME[&consumer=NAME&from=new|all|ID]",
                "rediss://[user@]host[:port]/STREAM[?ca=FILE&cert=FILE&key=FILE&proxy=URL]"})
        .example("redis://localhost/readings")
        .parameters(Parameters()
                        .with(RedisPlace::parameters())
                        .path("Stream", "Its key.", "stream")
                        .required()
                        .text("group", "Consumer group",
                              "Each entry goes to one of its consumers, and is acknowledged once it is safely stored.")
                        .text("consumer", "Consumer", "The name here, in the group.")
                        .fallback("livebelt")
                        .text("from", "Begin with",
                              "Of a stream or a group that has not been read yet: new, all, or the id of an entry.")
                        .fallback("new")
                        .with(ParserOptions::parameters()))
        .fields({{"entry", "the id of the entry"},
                 {"name", "what its only value is called"},
                 {"recorder", "the recorder that forwarded the record"},
                 {"feed", "its feed there"},
                 {"seq", "its number in that feed"}})
        .sends("Add an entry", "Stream")
        .overflow(async::Overflow::Block)
        .acknowledges([](const FeedAddress &) { return true; })
        .opens(&open);
}

} // namespace livebelt
