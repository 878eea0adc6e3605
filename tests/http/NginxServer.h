// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// nginx, one process without a daemon, in a directory of its own.
class NginxServer
{
public:
    NginxServer();

    /// Of Debian's packages libnginx-mod-NAME. What went wrong, or nothing.
    QString load(const QString &name);
    /// Lines for the server block: "location /x { ... }".
    void configure(const QByteArray &lines) { m_lines += lines + '\n'; }
    /// Lines for the http block.
    void configureAll(const QByteArray &lines) { m_outer += lines + '\n'; }
    void serveTls(const QString &certificate, const QString &key);
    bool start();
    void kill() { m_server.kill(); }
    const char *error() { return m_server.error(); }

    /// Puts a page there, in one go.
    bool publish(const QString &name, const QByteArray &content);
    QString file(const QString &name) const { return m_directory.filePath(name); }
    quint16 port() const { return m_port; }
    /// "poll+http://127.0.0.1:PORT/path".
    QString url(const QString &kind, const QString &path, const QString &host = QStringLiteral("127.0.0.1")) const;

private:
    QTemporaryDir m_directory;
    ServerProcess m_server;
    quint16 m_port;
    QByteArray m_modules;
    QByteArray m_lines;
    QByteArray m_outer;
    bool m_isEncrypted = false;
};

} // namespace livebelt::test
