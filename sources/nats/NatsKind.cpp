// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/feed/ThreadConnection.h"
#include "sources/nats/NatsJob.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> messageParameters()
{
    return Parameters()
        .path("Subject", "Words with points between; * stands for one word and > for all that follow.", "subject")
        .fallback(">")
        .text("subject", "Another subject", "It can be given several times; not of a stream.")
        .repeated()
        .text("queue", "Queue group", "Each message goes to one of those who listen with this name.")
        .text("stream", "Stream",
              "The JetStream to read, which keeps its messages: nothing is missed while this is closed.")
        .text("durable", "Consumer",
              "A name by which the stream knows what has been read here; it is told when that is safely stored.")
        .text("from", "Begin with", "Of a stream that has not been read yet: new, all, seq:N or time:T.")
        .fallback("new")
        .flag("shared", "Shared", "Whether others read by the same consumer: each message goes to one of them.")
        .fallback("0")
        .choice("send", "Sending", "Whether what you send asks for an answer.", {"publish", "request"})
        .fallback("publish");
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<NatsAddress> checked = NatsAddress::from(address, context);
    if (!checked)
        return Failure{checked.error()};
    auto setup = std::make_shared<NatsSetup>();
    setup->address = *std::move(checked);
    setup->address.parser.logFormats = context.logFormats;
    setup->password = context.password;
    const QString where = setup->address.place.where();
    auto connect = [setup](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<ThreadConnection>(log, std::make_shared<NatsJob>(setup));
    };
    auto resume = [setup](const ResumePoints &points) {
        for (const ResumePoint &point : points) {
            if (point.key == setup->address.stream)
                setup->progress.continueAfter(point);
        }
    };
    return std::unique_ptr<Feed>(
        std::make_unique<ConnectedFeed>(where, std::move(connect), async::Backoff(), std::move(resume)));
}

} // namespace

FeedKind natsKind()
{
    return KindBuilder("nats", "Messages (NATS)")
        .summary("Messages of a NATS server or cluster, plain or of a JetStream; also what other recorders forward.")
        .icon("mqtt")
        .schemes({"nats", "natss"}, "natss")
        .forms({"nats://[user@]host[:port]/subject.>[?subject=...&queue=GROUP&send=publish|request]",
                "nats://[user@]host[:port]/subject.>?stream=NAME[&durable=NAME&from=new|all|seq:N|time:T&shared=0]",
                "natss://[user@]host[:port]/subject.>[?ca=FILE&cert=FILE&key=FILE&creds=FILE&nkey=U...&seed=FILE]"})
        .example("nats://localhost/lab.>")
        .parameters(NatsPlace::parameters() + messageParameters() + ParserOptions::parameters())
        .fields({{"header.NAME", "a header of the message"},
                 {"reply", "where an answer is expected"},
                 {"answer", "1: an answer to what was sent from here; its subject is the one that was asked"},
                 {"stream.seq", "the number of the message in its stream"},
                 {"recorder", "the recorder that forwarded the record"},
                 {"feed", "its feed there"},
                 {"seq", "its number in that feed"}})
        .sends("Publish a message", "Subject")
        .overflow(async::Overflow::DropOldest)
        .acknowledges([](const FeedAddress &address) { return address.hasQuery(u"stream"_s); })
        .opens(&open);
}

} // namespace livebelt
