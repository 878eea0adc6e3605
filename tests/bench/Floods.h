// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"
#include "tests/support/ServerProcess.h"

#include <QProcess>
#include <QTemporaryDir>
#include <memory>

namespace livebelt::bench {

/// A real IRC server and a second client that floods #flood.
class IrcFlood
{
public:
    bool start();
    quint16 port() const { return m_server.port(); }
    /// To be called before the reader is started.
    bool prepare();
    /// Waits until a client called reader has joined.
    void waitForReader();
    void send(int count);

private:
    test::Inspircd m_server;
    std::unique_ptr<test::IrcClient> m_sender; ///< a new one for each run
    int m_runs = 0;
};

/// A real broker, and mosquitto_pub with as many numbers under bench/a.
class MqttFlood
{
public:
    MqttFlood();
    bool start();
    quint16 port() const { return m_port; }
    /// Waits until somebody new has subscribed.
    void waitForReader();
    void send(int count);

private:
    QTemporaryDir m_dir;
    quint16 m_port = test::ServerProcess::freePort();
    test::ServerProcess m_server;
    qsizetype m_subscriptions = 0;
};

/// Noise under bench/noise/0, 1, ... for so long, as a process of its own: the exit status.
int runNoise(quint16 mqttPort, int series, int perSecond, int seconds);

/// Both at once, as a process of its own: the exit status.
int runFloods(quint16 ircPort, quint16 mqttPort, int count);

} // namespace livebelt::bench
