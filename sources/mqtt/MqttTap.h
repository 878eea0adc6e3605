// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttSession.h"

#include <QByteArray>
#include <deque>
#include <optional>

namespace livebelt {

/// Sits between the broker and libmosquitto, sees every packet, and takes over the receiving half of QoS 2 (MQTT 5,
/// section 4.3.3). libmosquitto 2.0 hands such a message over at the end of its handshake, so that it is lost where the
/// program ends in between, and keeps a second copy of one that comes again, which it hands over in place of another
/// message much later. Here a message goes on as soon as it is there, once: libmosquitto sees it as one of QoS 1, its
/// PUBACK leaves as a PUBREC, and a PUBREL is answered here. And libmosquitto acknowledges at once: here PUBACK and
/// PUBREC wait until what they acknowledge is durable. Everything else passes unchanged, in pieces of any size.
class MqttTap
{
public:
    /// session outlives it.
    explicit MqttTap(MqttSession &session) : m_session(session) {}

    /// What came from the broker, cut anywhere. False: that is no MQTT.
    bool takeFromBroker(QByteArrayView bytes);
    /// What libmosquitto sends.
    bool takeFromClient(QByteArrayView bytes);

    /// libmosquitto has handed over a message of QoS 1 or 2, and with it there have been so many records of this
    /// connection: its acknowledgement, which comes next, waits for them.
    void delivered(quint64 records);
    /// The first count records of this connection, and all of those before it, are durable.
    void stored(quint64 count);
    bool holdsAnswers() const { return !m_held.empty(); }

    QByteArray forClient; ///< for whoever takes it away
    QByteArray forBroker;

private:
    /// One direction.
    struct Lane
    {
        QByteArray head;      ///< of the packet that begins
        qint64 rest = 0;      ///< bytes of the packet that follow its head
        bool drops = false;   ///< nobody gets those
        quint16 arriving = 0; ///< the packet identifier of a message of QoS 2 that has begun
    };
    using Decide = bool (MqttTap::*)(Lane &lane, qsizetype fixed);

    bool take(QByteArrayView bytes, Lane &lane, QByteArray &onward, Decide decide);
    bool decideInward(Lane &lane, qsizetype fixed);
    bool decideOutward(Lane &lane, qsizetype fixed);
    void complete(Lane &lane);
    void answer(quint8 type, quint16 identifier);
    void answerAfter(quint64 records, quint8 type, quint16 identifier);

    MqttSession &m_session;
    Lane m_inward, m_outward;
    struct Answer
    {
        quint64 after = 0; ///< so many records are durable
        quint8 type = 0;
        quint16 identifier = 0;
    };
    std::deque<Answer> m_held;       ///< in the order of their messages, which is what brokers expect
    std::deque<quint64> m_delivered; ///< of those libmosquitto has not acknowledged yet
    quint64 m_lastDelivered = 0;
    std::optional<quint64> m_stored; ///< nothing: not even those of the connections before
};

} // namespace livebelt
