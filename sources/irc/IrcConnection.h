// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/async/AsyncIterator.h"
#include "sources/async/Scope.h"
#include "sources/async/io/Devices.h"
#include "sources/feed/ConnectionLog.h"
#include "sources/irc/IrcChannels.h"
#include "sources/irc/IrcRecords.h"
#include "sources/irc/IrcRegistration.h"

#include <QTcpSocket>
#include <chrono>
#include <memory>

namespace livebelt {

/// How patient an IRC feed is. A peer that has silently gone is noticed after idle + silence.
struct IrcTimes
{
    using Duration = std::chrono::milliseconds;
    Duration answer = std::chrono::seconds(30);  ///< for connecting, TLS and the welcome together
    Duration idle = std::chrono::seconds(20);    ///< without a line: then we send a PING
    Duration silence = std::chrono::seconds(10); ///< without a line after that: the connection is dead
    Duration knock = std::chrono::seconds(60);   ///< before a full channel is tried again
    Duration goodbye = std::chrono::seconds(1);  ///< for the server to close after our QUIT
    Duration firstRetry = std::chrono::milliseconds(500);
    Duration longestRetry = std::chrono::seconds(60);
};

/// One connection to a server, from the first packet to the last. Lives on the thread of run(); what run() gives is
/// destroyed before it. log and records outlive it.
class IrcConnection
{
public:
    IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcRecords &records);

    /// What comes in, until the connection is lost, closed or of no use. Asked for once.
    async::AsyncIterator<Record> run();
    /// Says goodbye, and waits for the end for a while. The connection may be destroyed meanwhile.
    async::Task<void> quit() const;

    /// Why run() has ended, for people, without a full stop.
    QString why() const;
    /// Whether trying again without the person changing something cannot help.
    bool isRefused() const { return m_isRefused; }

private:
    bool prepareTls();
    bool handle(const async::Line &line, const IrcMessage &message, qint64 received, Records &records);
    void welcomed(Records &records);
    void send(const QByteArray &lines);
    void refuse(const QString &why);
    void giveUp(const QString &why);
    bool isSilent(std::chrono::steady_clock::time_point since) const;
    async::Task<void> limitWelcome();
    async::Task<void> keepAlive();
    async::Task<void> knock();

    IrcAddress m_address;
    IrcTimes m_times;
    ConnectionLog &m_log;
    IrcRecords &m_records;
    IrcRegistration m_registration;
    IrcChannels m_channels;
    std::unique_ptr<QTcpSocket> m_socket;
    std::chrono::steady_clock::time_point m_heardAt{};
    QString m_why;       ///< our own reason, or the server's
    QString m_lastWords; ///< what the server said as it closed
    bool m_isRefused = false;
    bool m_isKnocking = false;
    async::Scope m_deadline; ///< runs limitWelcome()
    async::Scope m_watch;    ///< runs keepAlive() and knock()
};

} // namespace livebelt
