// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttTransport.h"
#include "sources/wire/WebSocketStream.h"
#include <livebelt/async/Event.h>

namespace livebelt {

/// MQTT over a WebSocket (MQTT 5, section 6): binary messages of the subprotocol "mqtt", whose borders mean nothing.
/// What is not read waits in the kernel, and TCP makes the broker wait.
class MqttWebSocket final : public MqttTransport
{
    Q_OBJECT

public:
    explicit MqttWebSocket(const MqttAddress &address);

    async::Task<std::optional<Ending>> open() override;
    QByteArray read(qsizetype most) override;
    void write(const QByteArray &bytes) override { m_stream.send(bytes, false); }
    qint64 unread() const override;
    qint64 unwritten() const override { return m_stream.unsent(); }
    void abort() override;
    void finish() override;
    bool isOpen() const override { return !m_hasEnded; }
    QString problem() const override;
    std::chrono::milliseconds silence() const override { return m_stream.ending(true).silence; }

private:
    async::Task<void> pump();

    const MqttAddress &m_address;
    WebSocketStream m_stream;
    QByteArray m_arrived; ///< one piece, of which m_read bytes are read
    qsizetype m_read = 0;
    async::Event m_taken;       ///< all of it has been read
    QString m_why;              ///< why it was given up here
    bool m_isFinishing = false; ///< what comes now comes too late, and comes again
    bool m_hasEnded = false;
    async::Scope m_scope;
};

} // namespace livebelt
