// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/mqtt/MqttConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

const QStringList qualities{u"0"_s, u"1"_s, u"2"_s};

QList<FeedParameter> placeParameters()
{
    return Parameters()
        .host("Broker", "Name or address of the MQTT broker.")
        .required()
        .port("Port", "1883, or 8883 over TLS; 80 and 443 over a WebSocket.")
        .fallback("1883")
        .path("Topic filter", "+ stands for one level, # for all levels below: lab/+/temperature, lab/#.", "topic")
        .fallback("#")
        .user("User", "Where the broker wants one.")
        .password("Password", "Where the broker wants one.");
}

QList<FeedParameter> readingParameters()
{
    return Parameters()
        .choice("qos", "Quality of service", "0 at most once, 1 at least once, 2 exactly once.", qualities)
        .fallback("0")
        .choice("version", "MQTT version", "What to speak with the broker.", {"3.1.1", "5"})
        .fallback("3.1.1")
        .text("topic", "Another topic filter", "May be given several times.")
        .repeated()
        .text("share", "Shared with",
              "The name of a group: each message goes to one of its members alone, as with $share/GROUP/.")
        .flag("retained", "Retained messages", "Whether to receive what the broker has kept for newcomers.")
        .fallback("1");
}

QList<FeedParameter> sessionParameters()
{
    return Parameters()
        .text(
            "session", "Session",
            "A name of your own: by it the broker keeps what comes with quality of service 1 or 2 while you are away.")
        .text("session-expiry", "Keep the session for", "How long the broker waits for you, with MQTT 5: 90s, 12h, 7d.")
        .fallback("7d")
        .text("clientid", "Client identifier",
              "Where the broker wants a certain one; otherwise the session's name, or it chooses.")
        .flag("clean", "Clean session", "0 keeps the session of the client identifier.")
        .fallback("1");
}

QList<FeedParameter> sendingParameters()
{
    return Parameters()
        .flag("send-retained", "Retain what is sent", "Whether the broker keeps what you send for newcomers.")
        .fallback("0")
        .text("will-topic", "Topic of the last will", "Where the broker tells others that your connection has broken.")
        .text("will", "Last will", "What it says there.")
        .choice("will-qos", "Its quality of service", "0, 1 or 2.", qualities)
        .fallback("0")
        .flag("will-retain", "Retain the last will", "Whether the broker keeps it for newcomers.")
        .fallback("0")
        .text("ws-path", "Path of the WebSocket", "For mqtt+ws and mqtts+ws.")
        .fallback("/mqtt");
}

QList<FieldDescription> fields()
{
    return fieldList(
        {{"qos", "the quality of service it was delivered with"},
         {"retain", "1: the broker had kept it from earlier"},
         {"sent", "1: sent from here, to a topic that this feed does not listen to"},
         {"contentType", "what the payload is (MQTT 5)"},
         {"payloadFormat", "utf-8, where the sender says that it is text (MQTT 5)"},
         {"expiresIn", "seconds for which the message is still of use (MQTT 5)"},
         {"responseTopic", "where an answer is expected (MQTT 5)"},
         {"correlationData", "what an answer has to repeat; in hexadecimal after 0x where it is no text (MQTT 5)"},
         {"subscriptionId", "the subscription it came by, where the broker says (MQTT 5)"},
         {"user.NAME", "a user property (MQTT 5)"}});
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<MqttAddress> parsed = MqttAddress::from(address, context);
    if (!parsed)
        return Failure{parsed.error()};
    auto setup = std::make_shared<MqttSetup>();
    setup->address = *std::move(parsed);
    setup->address.parser.logFormats = context.logFormats;
    setup->credentials = context;
    if (setup->credentials.user.isEmpty())
        setup->credentials.user = setup->address.user;
    const auto connect = [setup](ConnectionLog &log) {
        return std::unique_ptr<Connection>(std::make_unique<MqttConnection>(*setup, log));
    };
    return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(setup->address.where(), connect));
}

} // namespace

FeedKind mqttKind()
{
    return KindBuilder("mqtt", "Live sensors (MQTT)")
        .summary("Messages of an MQTT broker; the numbers in them become measurements.")
        .icon("mqtt")
        .view(ViewKind::Latest)
        .schemes({"mqtt", "mqtts", "mqtt+ws", "mqtts+ws"}, "mqtts")
        .forms({"mqtt://[user@]host[:port]/topic/filter/%23[?qos=0|1|2&version=3.1.1|5&topic=...&retained=0]",
                "mqtts://[user@]host[:port]/topic/filter/%23[?ca=FILE&cert=FILE&key=FILE&proxy=URL]",
                "mqtt+ws://[user@]host[:port]/topic/filter/%23[?ws-path=/mqtt]",
                "mqtts+ws://[user@]host[:port]/topic/filter/%23[?session=NAME&qos=1|2&share=GROUP]"})
        .example("mqtt://localhost/sensors/#")
        .parameters(placeParameters() + readingParameters() + ParserOptions::parameters() + sessionParameters() +
                    sendingParameters() + NetworkOptions::tlsParameters() + NetworkOptions::proxyParameters())
        .fields(fields())
        .sends("Publish a message", "Topic")
        .overflow(async::Overflow::DropOldest)
        .acknowledges([](const FeedAddress &address) {
            const Result<MqttAddress> mqtt = MqttAddress::from(address);
            return mqtt && mqtt->qos > 0;
        })
        .opens(&open);
}

} // namespace livebelt
