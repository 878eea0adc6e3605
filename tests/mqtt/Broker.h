// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// A real mosquitto on the loopback interface that drops nothing, and mosquitto_pub to publish to it.
class Broker
{
public:
    Broker();

    /// Further lines for the configuration, after those of its listener.
    void configure(const QByteArray &lines) { m_lines += lines + '\n'; }
    /// Serves TLS alone, with this certificate.
    void serveTls(const QString &certificate, const QString &key);
    /// Serves those alone who have a certificate of that authority; with serveTls().
    void wantCertificates(const QString &authority);
    /// Listens for WebSockets, too, on a port of their own; encrypted where a certificate is given.
    void serveWebSockets(const QString &certificate = {}, const QString &key = {});
    /// Keeps sessions from one start to the next, where it is stopped and not killed.
    void keepSessions() { m_keepsSessions = true; }
    /// Lets in this one user alone.
    void wantPassword(const QString &user, const QString &password);

    /// Everything that was configured is forgotten at the next start.
    void forget() { m_lines.clear(); }

    bool start();
    void kill() { m_server.kill(); }
    void stop() { m_server.stop(); }
    const char *error() { return m_server.error(); }

    quint16 port() const { return m_port; }
    quint16 webSocketPort() const { return m_webSocketPort; }
    /// "mqtt://127.0.0.1:PORT/" and the rest.
    QString url(const QString &rest, const QString &scheme = QStringLiteral("mqtt"),
                const QString &host = QStringLiteral("127.0.0.1")) const;
    /// Runs mosquitto_pub with these arguments, and input at its standard input, until it has ended well.
    bool publish(const QStringList &arguments, const QByteArray &input = {});
    QString file(const QString &name) const { return m_directory.filePath(name); }

private:
    QTemporaryDir m_directory;
    ServerProcess m_server;
    quint16 m_port;
    quint16 m_webSocketPort = 0;
    bool m_keepsSessions = false;
    QByteArray m_lines;
    QByteArray m_webSocketLines;
};

} // namespace livebelt::test
