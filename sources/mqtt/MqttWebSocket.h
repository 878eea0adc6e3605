// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttTransport.h"

#include <QWebSocket>

namespace livebelt {

/// MQTT over a WebSocket (MQTT 5, section 6): binary messages of the subprotocol "mqtt", whose borders mean nothing.
/// QWebSocket cannot be told to wait: where more than 64 MB have come and are not read, the connection is given up.
class MqttWebSocket final : public MqttTransport
{
    Q_OBJECT

public:
    explicit MqttWebSocket(const MqttAddress &address);

    async::Task<std::optional<Ending>> open() override;
    QByteArray read(qsizetype most) override;
    void write(const QByteArray &bytes) override;
    qint64 unwritten() const override { return m_socket.bytesToWrite(); }
    void abort() override;
    bool isOpen() const override { return m_socket.state() != QAbstractSocket::UnconnectedState; }
    QString problem() const override;

private:
    void take(const QByteArray &bytes);
    void refuse(const QString &why);
    Ending failure() const;

    const MqttAddress &m_address;
    QWebSocket m_socket;
    QByteArray m_arrived;
    qsizetype m_read = 0; ///< so many bytes of m_arrived are read
    QList<QSslError> m_tls;
    QString m_why; ///< why it was given up here
};

} // namespace livebelt
