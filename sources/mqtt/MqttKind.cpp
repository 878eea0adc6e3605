// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/Parameter.h"
#include "sources/mqtt/MqttConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

const QStringList qualities{u"0"_s, u"1"_s, u"2"_s};

QList<FeedParameter> placeParameters()
{
    return {
        required(parameter(Part::Host, Type::Text, u"host"_s, u"Broker"_s, u"Name or address of the MQTT broker."_s)),
        parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s,
                  u"1883, or 8883 over TLS; 80 and 443 over a WebSocket."_s, u"1883"_s),
        parameter(Part::Path, Type::Text, u"topic"_s, u"Topic filter"_s,
                  u"+ stands for one level, # for all levels below: lab/+/temperature, lab/#."_s, u"#"_s),
        parameter(Part::User, Type::Text, u"user"_s, u"User"_s, u"Where the broker wants one."_s),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password"_s, u"Where the broker wants one."_s)};
}

QList<FeedParameter> readingParameters()
{
    return {parameter(Part::Query, Type::Choice, u"qos"_s, u"Quality of service"_s,
                      u"0 at most once, 1 at least once, 2 exactly once."_s, u"0"_s, qualities),
            parameter(Part::Query, Type::Choice, u"version"_s, u"MQTT version"_s, u"What to speak with the broker."_s,
                      u"3.1.1"_s, {u"3.1.1"_s, u"5"_s}),
            repeated(parameter(Part::Query, Type::Text, u"topic"_s, u"Another topic filter"_s,
                               u"May be given several times."_s)),
            parameter(Part::Query, Type::Text, u"share"_s, u"Shared with"_s,
                      u"The name of a group: each message goes to one of its members alone, as with $share/GROUP/."_s),
            parameter(Part::Query, Type::Flag, u"retained"_s, u"Retained messages"_s,
                      u"Whether to receive what the broker has kept for newcomers."_s, u"1"_s)};
}

QList<FeedParameter> sessionParameters()
{
    return {parameter(Part::Query, Type::Text, u"session"_s, u"Session"_s,
                      u"A name of your own: by it the broker keeps what comes with quality of service 1 or 2 while you "
                      "are away."_s),
            parameter(Part::Query, Type::Text, u"session-expiry"_s, u"Keep the session for"_s,
                      u"How long the broker waits for you, with MQTT 5: 90s, 12h, 7d."_s, u"7d"_s),
            parameter(Part::Query, Type::Text, u"clientid"_s, u"Client identifier"_s,
                      u"Where the broker wants a certain one; otherwise the session's name, or it chooses."_s),
            parameter(Part::Query, Type::Flag, u"clean"_s, u"Clean session"_s,
                      u"0 keeps the session of the client identifier."_s, u"1"_s)};
}

QList<FeedParameter> sendingParameters()
{
    return {parameter(Part::Query, Type::Flag, u"send-retained"_s, u"Retain what is sent"_s,
                      u"Whether the broker keeps what you send for newcomers."_s, u"0"_s),
            parameter(Part::Query, Type::Text, u"will-topic"_s, u"Topic of the last will"_s,
                      u"Where the broker tells others that your connection has broken."_s),
            parameter(Part::Query, Type::Text, u"will"_s, u"Last will"_s, u"What it says there."_s),
            parameter(Part::Query, Type::Choice, u"will-qos"_s, u"Its quality of service"_s, u"0, 1 or 2."_s, u"0"_s,
                      qualities),
            parameter(Part::Query, Type::Flag, u"will-retain"_s, u"Retain the last will"_s,
                      u"Whether the broker keeps it for newcomers."_s, u"0"_s),
            parameter(Part::Query, Type::Text, u"ws-path"_s, u"Path of the WebSocket"_s, u"For mqtt+ws and mqtts+ws."_s,
                      u"/mqtt"_s)};
}

QList<FieldDescription> fields()
{
    return {
        {u"qos"_s, u"the quality of service it was delivered with"_s},
        {u"retain"_s, u"1: the broker had kept it from earlier"_s},
        {u"sent"_s, u"1: sent from here, to a topic that this feed does not listen to"_s},
        {u"contentType"_s, u"what the payload is (MQTT 5)"_s},
        {u"payloadFormat"_s, u"utf-8, where the sender says that it is text (MQTT 5)"_s},
        {u"expiresIn"_s, u"seconds for which the message is still of use (MQTT 5)"_s},
        {u"responseTopic"_s, u"where an answer is expected (MQTT 5)"_s},
        {u"correlationData"_s, u"what an answer has to repeat; in hexadecimal after 0x where it is no text (MQTT 5)"_s},
        {u"subscriptionId"_s, u"the subscription it came by, where the broker says (MQTT 5)"_s},
        {u"user.NAME"_s, u"a user property (MQTT 5)"_s}};
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"mqtt"_s;
    result.title = u"Live sensors (MQTT)"_s;
    result.summary = u"Messages of an MQTT broker; the numbers in them become measurements."_s;
    result.icon = u"mqtt"_s;
    result.schemes = {u"mqtt"_s, u"mqtts"_s, u"mqtt+ws"_s, u"mqtts+ws"_s};
    result.secureScheme = u"mqtts"_s;
    result.forms = {u"mqtt://[user@]host[:port]/topic/filter/%23[?qos=0|1|2&version=3.1.1|5&topic=...&retained=0]"_s,
                    u"mqtts://[user@]host[:port]/topic/filter/%23[?ca=FILE&cert=FILE&key=FILE&proxy=URL]"_s,
                    u"mqtt+ws://[user@]host[:port]/topic/filter/%23[?ws-path=/mqtt]"_s,
                    u"mqtts+ws://[user@]host[:port]/topic/filter/%23[?session=NAME&qos=1|2&share=GROUP]"_s};
    result.example = u"mqtt://localhost/sensors/#"_s;
    result.parameters = placeParameters() + readingParameters() + ParserOptions::parameters() + sessionParameters() +
                        sendingParameters() + NetworkOptions::tlsParameters() + NetworkOptions::proxyParameters();
    result.fields = fields();
    result.sendPrompt = u"Publish a message"_s;
    result.sendTarget = u"Topic"_s;
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<MqttAddress> parsed = MqttAddress::from(address, credentials);
    if (!parsed)
        return Failure{parsed.error()};
    auto setup = std::make_shared<MqttSetup>();
    setup->address = *std::move(parsed);
    setup->credentials = credentials;
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
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::DropOldest;
    kind.acknowledges = [](const FeedAddress &address) {
        const Result<MqttAddress> mqtt = MqttAddress::from(address);
        return mqtt && mqtt->qos > 0;
    };
    kind.open = &open;
    return kind;
}

} // namespace livebelt
