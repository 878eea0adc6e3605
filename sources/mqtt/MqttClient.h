// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttEnding.h"
#include "sources/mqtt/MqttHandle.h"
#include "sources/mqtt/MqttPipe.h"
#include "sources/mqtt/MqttTap.h"
#include "sources/mqtt/MqttTransport.h"
#include <livebelt/async/Event.h>

#include <QBasicTimer>
#include <chrono>
#include <span>

struct mosquitto_message;

namespace livebelt {

/// One connection to a broker as libmosquitto sees it, over a transport that is open. It works as the transport tells
/// that there is something to do, takes a limited portion at a time, and stops reading while the listener is full, so
/// that the broker has to wait. Lives on the I/O thread; destroying it says nothing to the broker.
class MqttClient final : public QObject
{
public:
    /// What a connection tells; none of these may destroy it.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// The broker has let us in; with what it kept for us, or without.
        virtual void welcomed(bool hasSession) = 0;
        /// What the broker granted, filter by filter: the quality of service, or a code from 0x80 on.
        virtual void subscribed(std::span<const int> granted) = 0;
        /// Gives how many records there have been of this connection, those of this message included.
        virtual quint64 arrived(const mosquitto_message &message, const mqtt5__property *properties) = 0;
        /// A message of QoS 1 or 2 is through; code: 0, or from 0x80 on why it is not (MQTT 5).
        virtual void published(int identifier, int code) = 0;
        /// Whether enough has arrived for now.
        virtual bool isFull() const = 0;
    };

    /// A ping is sent after that long without a packet; a broker that has not answered it that long later is given up,
    /// 28 s in all.
    static constexpr std::chrono::seconds keepAlive{14};

    /// All of these outlive it.
    MqttClient(const MqttAddress &address, const Credentials &credentials, MqttTransport &transport,
               MqttSession &session, Listener &listener, async::Event &changed);
    ~MqttClient() override;

    /// Asks the broker to be let in. The transport is open.
    void start();
    /// The listener has room again.
    void goOn();
    /// The first count records of this connection, and all of those before it, are durable: acknowledges them.
    void stored(quint64 count);
    /// Reads what has arrived by now, and nothing more; what has been read is still acknowledged.
    void stopReading();
    bool hasToRead() const { return !m_ending && !(m_isLeaving && m_left <= 0); }
    bool hasToAcknowledge() const { return !m_ending && m_tap.holdsAnswers(); }
    /// Sends the packet that says goodbye, and has ended then. It is for the broker to close the connection: if we did,
    /// with something unread, TCP would throw away acknowledgements that are on their way. What still comes is read and
    /// thrown away: it comes again.
    void sayGoodbye();
    /// Sends a message with the address's quality of service; gives its identifier.
    Result<int> publish(const QByteArray &topic, const QByteArray &payload);

    bool isAsking() const { return m_isAsking; }   ///< start() has been called
    bool isWelcome() const { return m_isWelcome; } ///< the broker has accepted the connection
    const std::optional<Ending> &ending() const { return m_ending; }
    /// The first reason is the one that counts.
    void finish(Ending ending);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Hooks; ///< called by libmosquitto

    void listen();
    void subscribe();
    void work();
    bool readPortion();
    void hand(QByteArrayView bytes);
    void flush();
    void finishIf(int code);

    const MqttAddress &m_address;
    const Credentials &m_credentials;
    MqttTransport &m_transport;
    MqttSession &m_session;
    Listener &m_listener;
    async::Event &m_changed;
    MqttPipe m_pipe;
    MqttTap m_tap;
    MqttHandle m_handle;
    QBasicTimer m_second, m_again; ///< for pings; for the next portion
    std::optional<Ending> m_ending;
    bool m_isWorking = false;
    bool m_isLeaving = false;
    qint64 m_left = 0; ///< bytes that had arrived by then
    bool m_isAsking = false;
    bool m_isWelcome = false;
};

} // namespace livebelt
