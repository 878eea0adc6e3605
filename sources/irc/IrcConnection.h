// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcBatches.h"
#include "sources/irc/IrcChannels.h"
#include "sources/irc/IrcHistory.h"
#include "sources/irc/IrcLink.h"
#include "sources/irc/IrcNickWatch.h"
#include "sources/irc/IrcOutbox.h"
#include "sources/irc/IrcRecords.h"
#include "sources/irc/IrcRegistration.h"
#include "sources/irc/IrcStrictTls.h"

namespace livebelt {

/// What a feed knows from one connection to the next.
struct IrcMemory
{
    explicit IrcMemory(const IrcAddress &address) : records(address.encoding), history(address.history) {}

    IrcRecords records;
    IrcHistory history;
    IrcStrictTls strictTls;
    QSet<QByteArray> channels; ///< folded names of those that have let us in
};

/// One connection to a server, from the first packet to the last. Lives on the thread of run(); what run() gives is
/// destroyed before it. log and memory outlive it.
class IrcConnection final : public Connection
{
public:
    IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcMemory &memory);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override { return m_link.goodbye(); }
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_link.ending(); }

private:
    bool handle(const async::Line &line, const IrcMessage &message, qint64 received, Records &records);
    void show(const async::Line &line, const IrcMessage &message, qint64 received, Records &records);
    bool remember(const IrcMessage &message, const IrcBatches::Batch &batch, Record &record);
    bool movesToTls();
    void takeError(const IrcMessage &message);
    void takeOwnJoin(const IrcMessage &message, Records &records, IrcReply &reply);
    void welcomed(Records &records);
    void takeBatch(const IrcMessage &message, IrcReply &reply);
    void takeSupport(const IrcMessage &message, IrcReply &reply);
    void takeClock(const IrcMessage &message, qint64 received);
    void takeRefusal(const IrcMessage &message);
    void takeConfirmation(const IrcMessage &message, qint64 received, Records &records);
    Result<QByteArray> targetOf(const QString &to) const;
    bool isOn(const char *capability) const { return m_registration.capabilities().isOn(capability); }
    async::Task<void> knock();

    IrcTimes m_times;
    IrcAddress m_address;
    ConnectionLog &m_log;
    IrcMemory &m_memory;
    IrcRegistration m_registration;
    IrcChannels m_channels;
    IrcNickWatch m_nickWatch;
    IrcBatches m_batches;
    IrcOutbox m_outbox;
    IrcLink m_link;
    QByteArray m_ownPrefix; ///< "nick!user@host", as others see us
    bool m_isKnocking = false;
    async::Scope m_knocking; ///< runs knock()
};

} // namespace livebelt
