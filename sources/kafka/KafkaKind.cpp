// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/feed/ThreadConnection.h"
#include "sources/kafka/KafkaJob.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<KafkaAddress> checked = KafkaAddress::from(address, context);
    if (!checked)
        return Failure{checked.error()};
    auto setup = std::make_shared<KafkaSetup>();
    setup->address = *std::move(checked);
    setup->address.parser.logFormats = context.logFormats;
    setup->credentials = context;
    const QString where = setup->address.place.where();
    auto connect = [setup](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<ThreadConnection>(log, std::make_shared<KafkaJob>(setup));
    };
    auto resume = [setup](const ResumePoints &points) {
        for (const ResumePoint &point : points)
            setup->next[point.key.toInt()] = point.value.toLongLong();
    };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(where, std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind kafkaKind()
{
    return KindBuilder("kafka", "A topic of Kafka")
        .summary("The messages of a Kafka topic, of all its partitions or as one of a consumer group.")
        .icon("mqtt")
        .schemes({"kafka", "kafkas"}, "kafkas")
        .forms(
            {"kafka://[user@]host[:port]/TOPIC[?from=new|all|time:T&broker=HOST:PORT]",
             "kafka://[user@]host[:port]/TOPIC?group=NAME[&from=new|all]",
             "kafkas://[user@]host[:port]/TOPIC[?sasl=plain|scram-sha-256|scram-sha-512&ca=FILE&cert=FILE&key=FILE]"})
        .example("kafka://localhost/readings")
        .parameters(
            Parameters()
                .with(KafkaPlace::parameters())
                .path("Topic", "Its name.", "topic")
                .required()
                .text("group", "Consumer group",
                      "Each message goes to one of its consumers; its offset is committed once it is safely stored.")
                .text("from", "Begin with",
                      "Of a topic or a group that has not been read yet: new, all or, alone, time:T.")
                .fallback("new")
                .with(ParserOptions::parameters()))
        .fields({{"partition", "the partition it came from"},
                 {"offset", "its number there"},
                 {"key", "the key of the message; in hexadecimal after 0x where it is no text"},
                 {"header.NAME", "a header of the message"},
                 {"recorder", "the recorder that forwarded the record"},
                 {"feed", "its feed there"},
                 {"seq", "its number in that feed"}})
        .sends("Send a message", "Topic")
        .overflow(async::Overflow::Block)
        .acknowledges([](const FeedAddress &) { return true; })
        .opens(&open);
}

} // namespace livebelt
