// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcChannels.h"
#include "sources/irc/IrcLink.h"
#include "sources/irc/IrcRecords.h"
#include "sources/irc/IrcRegistration.h"

namespace livebelt {

/// One connection to a server, from the first packet to the last. Lives on the thread of run(); what run() gives is
/// destroyed before it. log and records outlive it.
class IrcConnection final : public Connection
{
public:
    IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcRecords &records);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override { return m_link.goodbye(); }
    Ending ending() const override { return m_link.ending(); }

private:
    bool handle(const async::Line &line, const IrcMessage &message, qint64 received, Records &records);
    void welcomed(Records &records);
    async::Task<void> knock();

    IrcTimes m_times;
    QString m_host;
    ConnectionLog &m_log;
    IrcRecords &m_records;
    IrcRegistration m_registration;
    IrcChannels m_channels;
    IrcLink m_link;
    bool m_isKnocking = false;
    async::Scope m_knocking; ///< runs knock()
};

} // namespace livebelt
