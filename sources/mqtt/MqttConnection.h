// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttInbox.h"
#include <livebelt/async/Scope.h>

namespace livebelt {

/// Counts the users of libmosquitto, which is set up with the first and cleaned up after the last. I/O thread.
class MosquittoLibrary
{
public:
    MosquittoLibrary();
    ~MosquittoLibrary();
    MosquittoLibrary(const MosquittoLibrary &) = delete;
    MosquittoLibrary &operator=(const MosquittoLibrary &) = delete;
};

/// What all connections of one feed have in common.
struct MqttSetup
{
    MqttAddress address;
    Credentials credentials;
    MqttSession session;
};

/// One connection to a broker. What has arrived waits in a queue of 1 MB; while that is full, nothing is read from the
/// socket and TCP makes the broker wait. A consumer that takes nothing for a minute
/// loses the connection, as no ping gets through.
///
/// A message of QoS 1 or 2 is acknowledged when stored() says that it is durable (see MqttTap); until then the broker
/// keeps it, and sends no more than its window (at most 1,000, MQTT 5). So a kill loses nothing that was acknowledged;
/// what was not comes again with a session, and may then be there twice. A close() waits a moment for the disk first.
class MqttConnection final : public Connection
{
public:
    static constexpr std::chrono::seconds patience{10}; ///< for connecting, up to the broker's welcome

    /// Both outlive it.
    MqttConnection(MqttSetup &setup, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    void stored(quint64 count) override { m_client.stored(count); }
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    async::Task<void> limitWelcome();
    bool isAlive() const;

    const MosquittoLibrary m_library;
    const MqttAddress &m_address;
    async::Event m_changed; ///< wakes run()
    MqttInbox m_inbox;
    std::unique_ptr<MqttTransport> m_transport;
    MqttClient m_client;
    Ending m_ending;
    bool m_isLeaving = false;
    async::Scope m_deadline;
};

} // namespace livebelt
