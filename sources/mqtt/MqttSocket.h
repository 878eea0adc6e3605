// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Parting.h"
#include "sources/mqtt/MqttTransport.h"

#include <QSslSocket>

namespace livebelt {

/// MQTT over TCP and TLS. What is not read waits in the kernel, and TCP makes the broker wait.
class MqttSocket final : public MqttTransport
{
    Q_OBJECT

public:
    explicit MqttSocket(const MqttAddress &address);

    async::Task<std::optional<Ending>> open() override;
    QByteArray read(qsizetype most) override { return m_socket->isOpen() ? m_socket->read(most) : QByteArray(); }
    void write(const QByteArray &bytes) override;
    qint64 unread() const override { return unreadIn(*m_socket, m_socket->socketDescriptor()); }
    qint64 unwritten() const override;
    void abort() override { m_socket->abort(); }
    bool isOpen() const override { return m_socket->state() != QAbstractSocket::UnconnectedState; }
    QString problem() const override;
    std::chrono::milliseconds silence() const override;

private:
    const MqttAddress &m_address;
    std::unique_ptr<QTcpSocket> m_socket;
};

} // namespace livebelt
