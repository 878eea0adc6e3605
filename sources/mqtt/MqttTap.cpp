// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttTap.h"

#include <QtEndian>
#include <mqtt_protocol.h>
#include <utility>

namespace livebelt {

namespace {

constexpr qsizetype identifierSize = 2, lengthSize = 2;
constexpr quint8 qualityBits = 0x06, exactlyOnce = 0x04, atLeastOnce = 0x02;

quint8 typeOf(const QByteArray &head)
{
    return quint8(head[0]) & 0xf0;
}

quint16 number(const QByteArray &head, qsizetype at)
{
    return qFromBigEndian<quint16>(head.constData() + at);
}

/// Where the fixed header ends (MQTT 5, section 2.1); 0 where that is not known yet, -1 where it never will be.
qsizetype fixedSize(const QByteArray &head)
{
    for (qsizetype i = 1; i < head.size(); ++i) {
        if (!(quint8(head[i]) & 0x80))
            return i + 1;
        if (i == 4)
            return -1;
    }
    return 0;
}

qint64 remainingLength(const QByteArray &head, qsizetype fixed)
{
    qint64 length = 0;
    for (qsizetype i = fixed - 1; i > 0; --i)
        length = length * 128 + (quint8(head[i]) & 0x7f);
    return length;
}

/// How much of the packet has to be there to decide on it.
qsizetype wantedSize(const QByteArray &head, qsizetype fixed)
{
    if (fixed == 0)
        return head.size() + 1;
    const quint8 type = typeOf(head);
    if (type == CMD_PUBREL || type == CMD_PUBACK)
        return fixed + identifierSize;
    if (type != CMD_PUBLISH || (quint8(head[0]) & qualityBits) != exactlyOnce)
        return fixed;
    if (head.size() < fixed + lengthSize)
        return fixed + lengthSize;
    return fixed + lengthSize + number(head, fixed) + identifierSize;
}

} // namespace

bool MqttTap::takeFromBroker(QByteArrayView bytes)
{
    return take(bytes, m_inward, forClient, &MqttTap::decideInward);
}

bool MqttTap::takeFromClient(QByteArrayView bytes)
{
    return take(bytes, m_outward, forBroker, &MqttTap::decideOutward);
}

bool MqttTap::take(QByteArrayView bytes, Lane &lane, QByteArray &onward, Decide decide)
{
    while (!bytes.isEmpty()) {
        if (lane.rest > 0) {
            const qsizetype size = qsizetype(qMin(lane.rest, qint64(bytes.size())));
            if (!lane.drops)
                onward.append(bytes.first(size));
            bytes = bytes.sliced(size);
            lane.rest -= size;
            complete(lane);
            continue;
        }
        const qsizetype known = fixedSize(lane.head);
        const qsizetype missing = lane.head.isEmpty() ? 1 : wantedSize(lane.head, known) - lane.head.size();
        const qsizetype size = qMin(missing, bytes.size());
        lane.head.append(bytes.first(size));
        bytes = bytes.sliced(size);
        const qsizetype fixed = fixedSize(lane.head);
        if (fixed < 0)
            return false;
        if (fixed == 0)
            continue;
        const qsizetype wanted = wantedSize(lane.head, fixed);
        const qint64 whole = fixed + remainingLength(lane.head, fixed);
        if (wanted > whole)
            return false;
        if (lane.head.size() < wanted)
            continue;
        lane.rest = whole - lane.head.size();
        lane.drops = false;
        if (!(this->*decide)(lane, fixed))
            return false;
        if (!lane.drops)
            onward.append(lane.head);
        lane.head.resize(0);
        complete(lane);
    }
    return true;
}

/// Only what is there to its last byte counts as received: the connection may break before.
void MqttTap::complete(Lane &lane)
{
    if (lane.rest == 0 && lane.arriving != 0)
        m_session.unreleased.insert(std::exchange(lane.arriving, 0));
}

bool MqttTap::decideInward(Lane &lane, qsizetype fixed)
{
    const quint8 type = typeOf(lane.head);
    if (type == CMD_PUBREL) {
        const quint16 identifier = number(lane.head, fixed);
        m_session.unreleased.erase(identifier);
        answer(CMD_PUBCOMP, identifier);
        lane.drops = true;
    } else if (type == CMD_PUBLISH && (quint8(lane.head[0]) & qualityBits) == exactlyOnce) {
        const quint16 identifier = number(lane.head, lane.head.size() - identifierSize);
        if (identifier == 0)
            return false;
        lane.drops = m_session.unreleased.contains(identifier);
        if (lane.drops) {
            answerAfter(0, CMD_PUBREC, identifier); // behind its own, where that is still held back
        } else {
            lane.arriving = identifier;
            lane.head[0] = char((quint8(lane.head[0]) & ~qualityBits) | atLeastOnce);
        }
    }
    return true;
}

bool MqttTap::decideOutward(Lane &lane, qsizetype fixed)
{
    if (typeOf(lane.head) != CMD_PUBACK)
        return true;
    const quint16 identifier = number(lane.head, fixed);
    if (!m_delivered.empty()) {
        m_lastDelivered = m_delivered.front();
        m_delivered.pop_front();
    }
    answerAfter(m_lastDelivered, m_session.unreleased.contains(identifier) ? CMD_PUBREC : CMD_PUBACK, identifier);
    lane.drops = true;
    return true;
}

void MqttTap::delivered(quint64 records)
{
    m_delivered.push_back(records);
}

void MqttTap::stored(quint64 count)
{
    m_stored = count;
    for (; !m_held.empty() && m_held.front().after <= count; m_held.pop_front())
        answer(m_held.front().type, m_held.front().identifier);
}

void MqttTap::answerAfter(quint64 records, quint8 type, quint16 identifier)
{
    if (m_held.empty() && m_stored && records <= *m_stored)
        answer(type, identifier);
    else
        m_held.push_back({records, type, identifier});
}

void MqttTap::answer(quint8 type, quint16 identifier)
{
    const char packet[] = {char(type), char(identifierSize), char(identifier >> 8), char(identifier & 0xff)};
    forBroker.append(packet, sizeof packet);
}

} // namespace livebelt
