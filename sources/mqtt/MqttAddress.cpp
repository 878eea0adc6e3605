// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttAddress.h"

#include <QUrl>
#include <QUrlQuery>
#include <mosquitto.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 plainPort = 1883, encryptedPort = 8883;
constexpr qsizetype longestTopic = 65535; // MQTT 5, section 1.5.4

Result<QByteArray> topicFilter(const QString &text)
{
    QByteArray filter = text.toUtf8();
    if (filter.size() > longestTopic)
        return Failure{u"The topic is too long: MQTT allows 65,535 bytes"_s};
    if (mosquitto_sub_topic_check2(filter.constData(), size_t(filter.size())) == MOSQ_ERR_SUCCESS &&
        mosquitto_validate_utf8(filter.constData(), int(filter.size())) == MOSQ_ERR_SUCCESS)
        return filter;
    return Failure{
        u"“%1” is no MQTT topic filter: + stands for one whole level and # for all levels below, only at the end, "
        "as in lab/+/temperature or lab/#"_s.arg(text)};
}

Result<bool> flag(const FeedAddress &address, const QString &name, bool otherwise)
{
    const QString text = address.query(name, otherwise ? u"1"_s : u"0"_s);
    if (text == u"1" || text == u"0")
        return text == u"1";
    return Failure{u"%1 is 1 or 0, not “%2”"_s.arg(name, text)};
}

} // namespace

QString MqttAddress::where() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

Result<MqttAddress> MqttAddress::from(const FeedAddress &address)
{
    MqttAddress result;
    result.isEncrypted = address.scheme() == u"mqtts";
    result.host = address.host();
    result.port = address.port(result.isEncrypted ? encryptedPort : plainPort);
    result.user = address.user();
    result.clientId = address.query(u"clientid"_s).toUtf8();
    result.caFile = address.query(u"ca"_s);
    if (result.host.isEmpty())
        return Failure{u"The address names no broker: give one like mqtt://localhost/lab/#"_s};
    if (result.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(result.isEncrypted ? encryptedPort
                                                                                                      : plainPort)};

    const QUrlQuery query(QUrl(address.toString()));
    QStringList topics = query.allQueryItemValues(u"topic"_s, QUrl::FullyDecoded);
    if (!address.path().isEmpty())
        topics.prepend(address.path());
    if (topics.isEmpty())
        topics.append(u"#"_s);
    for (const QString &topic : std::as_const(topics)) {
        Result<QByteArray> filter = topicFilter(topic);
        if (!filter)
            return Failure{filter.error()};
        result.filters.append(*std::move(filter));
    }

    const QString qos = address.query(u"qos"_s, u"0"_s);
    if (qos != u"0" && qos != u"1" && qos != u"2")
        return Failure{u"qos is 0 (at most once), 1 (at least once) or 2 (exactly once), not “%1”"_s.arg(qos)};
    result.qos = qos.toInt();

    const QString version = address.query(u"version"_s, u"3.1.1"_s);
    if (version != u"3.1.1" && version != u"5")
        return Failure{u"version is 3.1.1 or 5, not “%1”"_s.arg(version)};
    result.version = version == u"5" ? Version::V5 : Version::V311;

    const Result<bool> retained = flag(address, u"retained"_s, true), split = flag(address, u"split"_s, true);
    if (!retained || !split)
        return Failure{retained ? split.error() : retained.error()};
    result.wantsRetained = *retained;
    result.splitsNumbers = *split;
    return result;
}

} // namespace livebelt
