// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QNetworkAccessManager>
#include <memory>

namespace livebelt::test {

/// A server run by Node.js from a script of this folder, on a port of its own: `events.js` or `proxy.js`.
class NodeServer
{
public:
    explicit NodeServer(QString script, QStringList more = {});

    bool start();
    void kill() { m_server.kill(); }
    const char *error() { return m_server.error(); }
    QByteArray output() { return m_server.output(); }
    bool waitForOutput(QByteArrayView text) { return m_server.waitForOutput(text); }

    quint16 port() const { return m_port; }
    /// "sse+http://127.0.0.1:PORT/path".
    QString url(const QString &kind, const QString &path, const QString &host = QStringLiteral("127.0.0.1")) const;
    /// Asks the server for that path; waits for nothing.
    void tell(const QString &path);
    /// The same, and its answer; empty after 10 s.
    QByteArray ask(const QString &path);

private:
    ServerProcess m_server;
    QString m_script;
    QStringList m_more;
    quint16 m_port;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

} // namespace livebelt::test
