// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/SocketIoConversation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// What stands before the JSON of a packet: the number of attachments, the namespace, the number of an answer.
QByteArrayView payloadOf(QByteArrayView packet)
{
    qsizetype at = 0;
    const auto skipDigits = [&] {
        while (at < packet.size() && packet[at] >= '0' && packet[at] <= '9')
            ++at;
    };
    skipDigits();
    if (at < packet.size() && packet[at] == '-')
        ++at;
    if (at < packet.size() && packet[at] == '/') {
        const qsizetype comma = packet.indexOf(',', at);
        at = comma < 0 ? packet.size() : comma + 1;
    }
    skipDigits();
    return packet.sliced(at);
}

QByteArray compact(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toUtf8();
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return json.sliced(1, json.size() - 2);
}

/// ["name", what comes with it ...]
Heard event(QByteArrayView json)
{
    QJsonArray array = QJsonDocument::fromJson(json.toByteArray()).array();
    if (array.isEmpty() || !array[0].isString())
        return {json.toByteArray()};
    const QByteArray name = array[0].toString().toUtf8();
    array.removeFirst();
    const QByteArray shown =
        array.size() == 1 ? compact(array[0]) : QJsonDocument(array).toJson(QJsonDocument::Compact);
    return {array.isEmpty() ? name : shown, name};
}

} // namespace

SocketIoConversation::SocketIoConversation(QByteArrayList first, QString host, bool isRevision3)
    : m_host(std::move(host)), m_isRevision3(isRevision3)
{
    for (QByteArray &message : first)
        (message.startsWith("40") ? m_entering : m_afterwards).append(std::move(message));
    if (m_entering.isEmpty() && !isRevision3) // there, the server lets one in unasked
        m_entering.append("40");
}

Heard SocketIoConversation::hear(QByteArray &message, bool isText)
{
    if (!isText || message.isEmpty())
        return {std::move(message)};
    const QByteArrayView rest = QByteArrayView(message).sliced(1);
    Heard heard;
    switch (message[0]) {
    case '0': { // open
        heard.answers = std::exchange(m_entering, {});
        const QJsonObject terms = QJsonDocument::fromJson(rest.toByteArray()).object();
        if (m_isRevision3)
            heard.pingEvery = std::chrono::milliseconds(qMax(1000, terms[u"pingInterval"_s].toInt(25'000)));
        return heard;
    }
    case '1':
        heard.ending = Ending{Ending::Kind::Lost, u"%1 closed the connection"_s.arg(m_host)};
        return heard;
    case '2':
        heard.answers.append('3' + rest.toByteArray());
        return heard;
    case '3': // an answer to our ping
    case '6': // nothing
        return heard;
    case '4':
        return hearPacket(rest);
    default:
        return {std::move(message)};
    }
}

Heard SocketIoConversation::hearPacket(QByteArrayView packet)
{
    if (packet.isEmpty())
        return {QByteArray()};
    const QByteArrayView rest = packet.sliced(1);
    Heard heard;
    switch (packet[0]) {
    case '0': // let in
        heard.answers = std::exchange(m_afterwards, {});
        return heard;
    case '1':
        heard.ending = Ending{Ending::Kind::Lost, u"%1 closed the connection"_s.arg(m_host)};
        return heard;
    case '2':
    case '5':
        return event(payloadOf(rest));
    case '4':
        heard.ending = Ending{Ending::Kind::Refused,
                              u"%1 refuses the connection: check the password or token, and the namespace (%2)"_s.arg(
                                  m_host, QString::fromUtf8(payloadOf(rest)))};
        return heard;
    default:
        return {payloadOf(rest).toByteArray()};
    }
}

} // namespace livebelt
