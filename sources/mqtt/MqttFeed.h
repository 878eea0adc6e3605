// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Channel.h"
#include "sources/async/Event.h"
#include "sources/feed/Feed.h"
#include "sources/mqtt/MqttEnding.h"

#include <QHostAddress>

namespace livebelt {

class MqttInbox;

/// Messages of an MQTT broker. What has arrived waits in a queue of 64 MB; while that is full, nothing is read from the
/// socket and TCP makes the broker wait. A consumer that takes nothing for a minute loses the connection, as no ping
/// gets through. libmosquitto acknowledges a message (QoS 1 and 2) as it hands it over.
class MqttFeed final : public Feed
{
public:
    MqttFeed(MqttAddress address, Credentials credentials);

    async::AsyncIterator<Record> records() override;
    async::Task<void> close() override;

private:
    struct Weight
    {
        quint64 operator()(const Records &records) const;
    };
    using Arrivals = async::Channel<Records, Weight>;
    class Running;

    async::Task<void> run(Arrivals arrivals);
    async::Task<MqttEnding> connection(Arrivals arrivals, MqttInbox *inbox);
    async::Task<MqttEnding> connectionTo(Arrivals arrivals, MqttInbox *inbox, QHostAddress peer);
    async::Task<void> pause(std::chrono::milliseconds duration);
    async::Task<void> flush(Arrivals arrivals, MqttInbox *inbox);
    bool deliver(Arrivals &arrivals, MqttInbox &inbox);

    const MqttAddress m_address;
    const Credentials m_credentials;
    async::Event m_changed; ///< wakes run()
    async::Event m_done;    ///< wakes close()
    bool m_isRunning = false;
    bool m_isClosing = false;
    bool m_isGivenUp = false; ///< the goodbye takes too long
    bool m_isHeldUp = false;  ///< the queue is full
};

} // namespace livebelt
