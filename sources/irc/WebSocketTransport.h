// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcTransport.h"
#include "sources/wire/WebSocketStream.h"
#include <livebelt/async/Event.h>

namespace livebelt {

/// The text of WebSocket messages as a stream of lines.
class MessageDevice final : public QIODevice
{
    Q_OBJECT
public:
    MessageDevice() { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
    void append(const QByteArray &lines);
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_unread.size(); }
    /// Set when all has been read.
    async::Event &drained() { return m_drained; }

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_unread;
    async::Event m_drained;
};

/// A link over WebSocket: IRC in text messages of one or several lines. A message is read when the one before has been.
class WebSocketTransport final : public IrcTransport
{
public:
    explicit WebSocketTransport(const IrcTarget &target);

    void useTls(const QSslConfiguration &) override {} // the stream makes the same of the target
    async::Task<void> open() override;
    void abort() override { m_stream.abort(); }
    QIODevice *device() override { return &m_device; }
    void send(const QByteArray &bytes) override { m_stream.send(bytes, true); }
    void flush() override {} // send() does
    bool isReached() const override { return isOpen(); }
    bool isOpen() const override { return m_stream.isOpen(); }
    bool hasUnread() const override { return m_device.bytesAvailable() > 0 || m_stream.hasUnread(); }
    async::SocketError error() const override;
    std::optional<Ending> ending() const override { return m_ending; }

private:
    async::Task<void> pump();

    const QString m_where;
    WebSocketStream m_stream;
    MessageDevice m_device;
    std::optional<Ending> m_ending;
    async::Scope m_scope;
};

} // namespace livebelt
