// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/MqttPeer.h"

#include "model/records/Notice.h"
#include "sources/mqtt/MqttKind.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

MqttPeer::MqttPeer(Way way) : m_way(way)
{
    if (m_way == Way::WebSocket)
        m_broker.serveWebSockets();
}

MqttPeer::~MqttPeer()
{
    m_publisher.kill();
    m_publisher.waitForFinished();
}

FeedKind MqttPeer::kind() const
{
    return mqttKind();
}

QString MqttPeer::start()
{
    return m_broker.start() ? QString() : QString::fromUtf8(m_broker.error());
}

QString MqttPeer::address() const
{
    if (m_way == Way::WebSocket)
        return u"mqtt+ws://127.0.0.1:%1/matrix?qos=1"_s.arg(m_broker.webSocketPort());
    return m_broker.url(u"matrix?qos=1"_s);
}

void MqttPeer::give(int first, int count)
{
    m_publisher.kill();
    m_publisher.waitForFinished();
    m_publisher.start(u"mosquitto_pub"_s, {u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_broker.port()), u"-q"_s,
                                           u"1"_s, u"-t"_s, u"matrix"_s, u"-l"_s});
    m_publisher.waitForStarted();
    QByteArray lines;
    for (int i = first; i < first + count; ++i)
        lines += QByteArray::number(i) + '\n';
    m_publisher.write(lines);
    m_publisher.closeWriteChannel();
}

QByteArray MqttPeer::refuse()
{
    m_broker.kill();
    m_broker.wantPassword(u"ada"_s, u"of today"_s);
    return m_broker.start() ? "wants a user name and a password" : "mosquitto does not start";
}

QString MqttPeer::letIn()
{
    m_broker.kill();
    m_broker.forget();
    return start();
}

bool MqttPeer::isReady(const Records &records) const
{
    bool isUp = false;
    for (const Record &record : records) {
        const auto type = noticeType(record);
        if (type == NoticeType::Connected || type == NoticeType::Reconnected)
            isUp = true;
        else if (type == NoticeType::Disconnected)
            isUp = false;
    }
    return isUp;
}

std::optional<int> MqttPeer::number(const Record &record) const
{
    if (record.kind != RecordKind::Measurement)
        return std::nullopt;
    return int(record.value);
}

void MqttPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    for (const LawPayload &payload : payloads) {
        const QString content = payload.bytes.isEmpty() ? u"-n"_s : u"-s"_s;
        m_broker.publish({u"-q"_s, u"1"_s, u"-t"_s, u"matrix"_s, content}, payload.bytes);
    }
}

} // namespace livebelt::test
