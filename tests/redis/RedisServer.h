// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QByteArrayList>
#include <QTemporaryDir>

namespace livebelt::test {

/// A real redis-server on the loopback interface that syncs every write, and redis-cli to talk to it.
class RedisServer
{
public:
    RedisServer();

    /// Further arguments of the server.
    void configure(const QStringList &arguments) { m_arguments += arguments; }
    void forget() { m_arguments.clear(); }
    bool start();
    void kill() { m_server.kill(); }
    const char *error() { return m_server.error(); }
    quint16 port() const { return m_port; }
    QString url(const QString &rest, const QString &scheme = QStringLiteral("redis")) const;
    QString file(const QString &name) const { return m_directory.filePath(name); }

    /// Commands in one go, each of words of any bytes; false where one of them is refused.
    bool run(const QList<QByteArrayList> &commands) const;
    /// What redis-cli prints for one.
    QByteArray ask(const QStringList &words) const;
    /// How many entries the group has not acknowledged.
    int pending(const QString &stream, const QString &group) const;

private:
    QTemporaryDir m_directory;
    ServerProcess m_server;
    quint16 m_port;
    QStringList m_arguments;
};

} // namespace livebelt::test
