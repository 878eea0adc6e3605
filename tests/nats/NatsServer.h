// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QTcpSocket>
#include <QTemporaryDir>

namespace livebelt::test {

/// A real nats-server on the loopback interface, with JetStream, and a client of a few lines to publish to it that has
/// nothing in common with ours.
class NatsServer
{
public:
    NatsServer();
    ~NatsServer();

    /// Further lines for the configuration.
    void configure(const QByteArray &lines) { m_lines += lines + '\n'; }
    void forget() { m_lines.clear(); }
    bool start();
    void kill();
    void stop();
    const char *error() { return m_server.error(); }
    quint16 port() const { return m_port; }
    /// "nats://127.0.0.1:PORT/" and the rest.
    QString url(const QString &rest, const QString &scheme = QStringLiteral("nats")) const;
    QString file(const QString &name) const { return m_directory.filePath(name); }

    /// Sends a message, with these lines of headers where there are some; all of them have been taken after flush().
    void publish(const QByteArray &subject, const QByteArray &payload, const QByteArray &headers = {},
                 const QByteArray &reply = {});
    bool flush();
    /// Asks, and gives the answer; empty where there is none.
    QByteArray request(const QByteArray &subject, const QByteArray &payload);
    /// A stream of these subjects; options: further members of its configuration, each with a comma before it.
    bool makeStream(const QByteArray &name, const QByteArray &subjects, const QByteArray &options = {});
    /// A number of the state of a consumer: num_ack_pending, num_pending; -1 where there is none.
    qint64 consumerNumber(const QByteArray &stream, const QByteArray &consumer, const QString &name);
    /// What comes on a subject from now on, in the lines of the protocol.
    void listen(const QByteArray &subject);
    QByteArray &heard() { return m_heard; }
    void hear();

private:
    bool connectClient();

    QTemporaryDir m_directory;
    ServerProcess m_server;
    quint16 m_port;
    QByteArray m_lines, m_heard;
    std::unique_ptr<QTcpSocket> m_client;
    int m_requests = 0;
};

} // namespace livebelt::test
