// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"

#include "sources/feed/Parameter.h"
#include "sources/mqtt/MqttFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    QList<FeedParameter> list{
        parameter(Part::Host, Type::Text, u"host"_s, u"Broker"_s, u"Name or address of the MQTT broker."_s),
        parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s, u"1883, or 8883 over TLS."_s, u"1883"_s),
        parameter(Part::Path, Type::Text, u"topic"_s, u"Topic filter"_s,
                  u"+ stands for one level, # for all levels below: lab/+/temperature, lab/#."_s, u"#"_s),
        parameter(Part::User, Type::Text, u"user"_s, u"User"_s, u"Where the broker wants one."_s),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password"_s, u"Never becomes part of the address."_s),
        parameter(Part::Query, Type::Choice, u"qos"_s, u"Quality of service"_s,
                  u"0 at most once, 1 at least once, 2 exactly once."_s, u"0"_s, {u"0"_s, u"1"_s, u"2"_s}),
        parameter(Part::Query, Type::Choice, u"version"_s, u"MQTT version"_s, u"What to speak with the broker."_s,
                  u"3.1.1"_s, {u"3.1.1"_s, u"5"_s}),
        parameter(Part::Query, Type::Text, u"topic"_s, u"Another topic filter"_s, u"May be given several times."_s),
        parameter(Part::Query, Type::Flag, u"retained"_s, u"Retained messages"_s,
                  u"Whether to receive what the broker has kept for newcomers."_s, u"1"_s),
        parameter(Part::Query, Type::Flag, u"split"_s, u"Split JSON numbers"_s,
                  u"Whether each of several numbers in a JSON object becomes a measurement of its own."_s, u"1"_s),
        parameter(Part::Query, Type::Text, u"ca"_s, u"Authority file"_s,
                  u"PEM file of the certificate authority, where it is not one the system trusts."_s),
        parameter(Part::Query, Type::Text, u"clientid"_s, u"Client identifier"_s,
                  u"Where the broker wants a certain one; otherwise it chooses."_s),
    };
    list.first().required = true;
    return list;
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"mqtt"_s;
    result.title = u"Live sensors (MQTT)"_s;
    result.summary = u"Messages of an MQTT broker; the numbers in them become measurements."_s;
    result.icon = u"mqtt"_s;
    result.schemes = {u"mqtt"_s, u"mqtts"_s};
    result.secureScheme = u"mqtts"_s;
    result.forms = {
        u"mqtt://[user@]host[:port]/topic/filter/%23[?qos=0|1|2&version=3.1.1|5&topic=...&retained=0&split=0]"_s,
        u"mqtts://[user@]host[:port]/topic/filter/%23[?ca=FILE]"_s};
    result.example = u"mqtt://localhost/sensors/#"_s;
    result.parameters = parameters();
    result.fields = {{u"qos"_s, u"the quality of service it was delivered with"_s},
                     {u"retain"_s, u"1: the broker had kept it from earlier"_s},
                     {u"of"_s, u"the topic of the message that held this number"_s},
                     {u"unsplit"_s, u"how many further numbers of the message did not become measurements"_s},
                     {u"contentType"_s, u"what the payload is (MQTT 5)"_s},
                     {u"responseTopic"_s, u"where an answer is expected (MQTT 5)"_s},
                     {u"user.NAME"_s, u"a user property (MQTT 5)"_s}};
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<MqttAddress> parsed = MqttAddress::from(address);
    if (!parsed)
        return Failure{parsed.error()};
    Credentials complete = credentials;
    if (complete.user.isEmpty())
        complete.user = parsed->user;
    return std::unique_ptr<Feed>(std::make_unique<MqttFeed>(*std::move(parsed), std::move(complete)));
}

} // namespace

FeedKind mqttKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::DropOldest;
    kind.open = &open;
    return kind;
}

} // namespace livebelt
