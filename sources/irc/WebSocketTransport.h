// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/Event.h"
#include "sources/irc/IrcTransport.h"

#include <QWebSocket>

namespace livebelt {

/// The text of WebSocket messages as a stream of lines.
class MessageDevice final : public QIODevice
{
    Q_OBJECT
public:
    MessageDevice() { open(QIODevice::ReadOnly); }
    void append(const QByteArray &lines);
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_unread.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_unread;
};

/// A link over WebSocket (RFC 6455): IRC in text messages of one or several lines. Where the consumer is 64 MB behind,
/// it is cut.
class WebSocketTransport final : public QObject, public IrcTransport
{
    Q_OBJECT
public:
    explicit WebSocketTransport(const IrcTarget &target);
    ~WebSocketTransport() override;

    void useTls(const QSslConfiguration &configuration) override { m_socket.setSslConfiguration(configuration); }
    async::Task<void> open() override;
    void abort() override;
    QIODevice *device() override { return &m_device; }
    void send(const QByteArray &bytes) override { m_socket.sendTextMessage(QString::fromUtf8(bytes)); }
    void flush() override { m_socket.flush(); }
    bool isReached() const override { return isOpen(); }
    bool isOpen() const override { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool hasUnread() const override { return m_device.bytesAvailable() > 0; }
    async::SocketError error() const override { return {m_socket.error(), m_socket.errorString(), m_tlsErrors}; }

private:
    void take(const QString &message);
    void finish();

    QUrl m_url;
    QWebSocket m_socket;
    MessageDevice m_device;
    async::Event m_changed;
    QList<QSslError> m_tlsErrors;
    bool m_isFinished = false;
};

} // namespace livebelt
