// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttAddress.h"

#include "sources/feed/Duration.h"

#include <limits>
#include <mosquitto.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTopic = 65535; // MQTT 5, section 1.5.4
constexpr char sharePrefix[] = "$share/";

bool isTopicText(const QByteArray &text)
{
    return mosquitto_validate_utf8(text.constData(), int(text.size())) == MOSQ_ERR_SUCCESS;
}

Result<QByteArray> topicFilter(const QString &text, const QString &group)
{
    QByteArray filter = text.toUtf8();
    if (!group.isEmpty() && !filter.startsWith(sharePrefix))
        filter.prepend(sharePrefix + group.toUtf8() + '/');
    if (filter.size() > longestTopic)
        return Failure{u"The topic is too long: MQTT allows 65,535 bytes"_s};
    if (filter.startsWith(sharePrefix)) {
        const QByteArrayView own = withoutShare(filter);
        const QByteArrayView name = QByteArrayView(filter).sliced(7).chopped(own.size()); // with the slash behind it
        if (own.isEmpty() || name.size() < 2 || name.contains('+') || name.contains('#') || group.contains(u'/')) {
            return Failure{u"“%1” is no shared subscription: it is $share/GROUP/FILTER, and the group is one word "
                           "without /, + and #"_s.arg(QString::fromUtf8(filter))};
        }
    }
    const QByteArrayView own = withoutShare(filter);
    if (mosquitto_sub_topic_check2(own.data(), size_t(own.size())) == MOSQ_ERR_SUCCESS && isTopicText(filter))
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

Result<int> quality(const FeedAddress &address, const QString &name, int otherwise)
{
    const QString text = address.query(name, QString::number(otherwise));
    if (text == u"0" || text == u"1" || text == u"2")
        return text.toInt();
    return Failure{u"%1 is 0 (at most once), 1 (at least once) or 2 (exactly once), not “%2”"_s.arg(name, text)};
}

Result<MqttWill> lastWill(const FeedAddress &address)
{
    MqttWill will;
    will.topic = address.query(u"will-topic"_s).toUtf8();
    will.payload = address.query(u"will"_s).toUtf8();
    const Result<int> qos = quality(address, u"will-qos"_s, 0);
    const Result<bool> retained = flag(address, u"will-retain"_s, false);
    if (!qos || !retained)
        return Failure{qos ? retained.error() : qos.error()};
    will.qos = *qos;
    will.isRetained = *retained;
    if (will.topic.isEmpty() && (!will.payload.isEmpty() || address.hasQuery(u"will-qos"_s) || will.isRetained))
        return Failure{u"A last will needs a topic: add will-topic="_s};
    const bool isTopic =
        mosquitto_pub_topic_check2(will.topic.constData(), size_t(will.topic.size())) == MOSQ_ERR_SUCCESS &&
        isTopicText(will.topic);
    if (!will.topic.isEmpty() && !isTopic) {
        return Failure{u"“%1” is no topic for a last will: it goes to one topic, without + and #"_s.arg(
            QString::fromUtf8(will.topic))};
    }
    return will;
}

/// ?session=NAME, or ?clientid=NAME&clean=0.
Result<void> readSession(const FeedAddress &address, MqttAddress &result)
{
    const QByteArray name = address.query(u"session"_s).toUtf8();
    const Result<bool> isClean = flag(address, u"clean"_s, name.isEmpty());
    if (!isClean)
        return Failure{isClean.error()};
    result.clientId = address.query(u"clientid"_s, QString::fromUtf8(name)).toUtf8();
    result.keepsSession = !*isClean;
    if (!result.keepsSession)
        return {};
    if (result.clientId.isEmpty())
        return Failure{u"A session needs a name by which the broker knows it again: session=NAME"_s};
    if (result.qos == 0) {
        return Failure{u"A broker keeps nothing of quality of service 0: take qos=1 or qos=2 with a session, or leave "
                       "qos out"_s};
    }
    const QString text = address.query(u"session-expiry"_s, u"7d"_s);
    const auto time = parseDuration(text);
    if (!time)
        return Failure{u"session-expiry is a length of time like 90s, 12h or 7d, not “%1”"_s.arg(text)};
    result.sessionSeconds = quint32(qMin<qint64>(time->count() / 1000, std::numeric_limits<quint32>::max()));
    return {};
}

Result<void> readPlace(const FeedAddress &address, MqttAddress &result)
{
    result.isEncrypted = address.scheme().startsWith(u"mqtts");
    result.isWebSocket = address.scheme().endsWith(u"+ws");
    const quint16 usual = result.isWebSocket ? (result.isEncrypted ? 443 : 80) : (result.isEncrypted ? 8883 : 1883);
    result.host = address.host();
    result.port = address.port(usual);
    result.user = address.user();
    result.webSocketPath = address.query(u"ws-path"_s, u"/mqtt"_s);
    if (!result.webSocketPath.startsWith(u'/'))
        result.webSocketPath.prepend(u'/');
    if (result.host.isEmpty())
        return Failure{u"The address names no broker: give one like mqtt://localhost/lab/#"_s};
    if (result.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(usual)};
    return {};
}

Result<void> readFilters(const FeedAddress &address, MqttAddress &result)
{
    const QString group = address.query(u"share"_s);
    QStringList topics = address.queries(u"topic"_s);
    if (!address.path().isEmpty())
        topics.prepend(address.path());
    if (topics.isEmpty())
        topics.append(u"#"_s);
    for (const QString &topic : std::as_const(topics)) {
        Result<QByteArray> filter = topicFilter(topic, group);
        if (!filter)
            return Failure{filter.error()};
        result.filters.append(*std::move(filter));
    }
    return {};
}

} // namespace

QByteArrayView withoutShare(QByteArrayView filter)
{
    if (!filter.startsWith(sharePrefix))
        return filter;
    const qsizetype slash = filter.indexOf('/', 7);
    return slash < 0 ? QByteArrayView() : filter.sliced(slash + 1);
}

QString MqttAddress::where() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

QUrl MqttAddress::webSocketUrl() const
{
    QUrl url;
    url.setScheme(isEncrypted ? u"wss"_s : u"ws"_s);
    url.setHost(host);
    url.setPort(port);
    url.setPath(webSocketPath);
    return url;
}

QByteArray MqttAddress::ownTopic() const
{
    for (const QByteArray &filter : filters) {
        const QByteArrayView own = withoutShare(filter);
        if (!own.contains('+') && !own.contains('#'))
            return own.toByteArray();
    }
    return {};
}

Result<MqttAddress> MqttAddress::from(const FeedAddress &address, const Credentials &credentials)
{
    MqttAddress result;
    const bool wantsSession = address.hasQuery(u"session"_s) || address.query(u"clean"_s) == u"0";
    const Result<int> qos = quality(address, u"qos"_s, wantsSession ? 1 : 0);
    if (!qos)
        return Failure{qos.error()};
    result.qos = *qos;
    for (const auto read : {&readPlace, &readFilters, &readSession}) {
        if (const Result<void> done = read(address, result); !done)
            return Failure{done.error()};
    }
    const QString version = address.query(u"version"_s, u"3.1.1"_s);
    if (version != u"3.1.1" && version != u"5")
        return Failure{u"version is 3.1.1 or 5, not “%1”"_s.arg(version)};
    result.version = version == u"5" ? Version::V5 : Version::V311;

    const Result<MqttWill> will = lastWill(address);
    if (!will)
        return Failure{will.error()};
    result.will = *will;
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *std::move(parser);
    result.parser.isMixed = true;
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    result.network = *network;

    const Result<bool> retained = flag(address, u"retained"_s, true), sends = flag(address, u"send-retained"_s, false);
    for (const Result<bool> *read : {&retained, &sends}) {
        if (!*read)
            return Failure{read->error()};
    }
    result.wantsRetained = *retained;
    result.sendsRetained = *sends;
    return result;
}

} // namespace livebelt
