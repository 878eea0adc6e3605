// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/mqtt/MqttAddress.h"

#include <QObject>
#include <memory>
#include <optional>

namespace livebelt {

/// The way to the broker: bytes there and back, over TCP, TLS or a WebSocket, straight or through a proxy. Lives on the
/// I/O thread; destroying it drops the connection.
class MqttTransport : public QObject
{
    Q_OBJECT

public:
    /// What the address asks for. The address outlives it.
    static std::unique_ptr<MqttTransport> make(const MqttAddress &address);

    /// Connects, and shakes hands; or why not. Destroying the task, and abort(), give the attempt up.
    virtual async::Task<std::optional<Ending>> open() = 0;
    virtual QByteArray read(qsizetype most) = 0;
    virtual void write(const QByteArray &bytes) = 0;
    /// How many bytes have arrived that read() has not given; about, where they are encrypted.
    virtual qint64 unread() const = 0;
    /// What write() took and the system has not taken yet, in bytes.
    virtual qint64 unwritten() const = 0;
    virtual void abort() = 0;
    /// MQTT has said goodbye: so may the transport, where it has a word for that.
    virtual void finish() {}
    virtual bool isOpen() const = 0;
    /// Why it has closed.
    virtual QString problem() const = 0;
    /// For how long the broker may have been silent before that; 0: it closed the connection.
    virtual std::chrono::milliseconds silence() const { return {}; }

Q_SIGNALS:
    void readable();
    void written();
    void closed();
};

} // namespace livebelt
