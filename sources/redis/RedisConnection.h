// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/redis/RedisEntries.h"
#include "sources/redis/RedisLink.h"
#include <livebelt/async/Event.h>

#include <deque>

namespace livebelt {

/// What all connections of one feed have in common.
struct RedisSetup
{
    RedisAddress address;
    QString password;
    QByteArray last; ///< the id of the entry that came last; empty: none yet
};

/// One connection to a Redis server, reading a stream: the next entries are asked for when those before have been
/// taken, at most about 4 MB at a time. In a group, an entry is acknowledged when stored() says that it is durable;
/// what this consumer had got and not acknowledged comes first, but for what the capture has.
class RedisConnection final : public Connection
{
public:
    /// Both outlive it.
    RedisConnection(RedisSetup &setup, ConnectionLog &log);
    ~RedisConnection() override;

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    void stored(quint64 count) override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    struct Unacknowledged
    {
        quint64 after = 0; ///< so many records are durable
        QByteArray id;
    };
    async::Task<Record> begin();
    async::Task<void> joinGroup();
    async::Task<QByteArray> newest();
    async::Task<QString> trimmed();
    async::Task<Records> fetch();
    async::Task<void> acknowledge();
    async::Task<void> writeOut();
    async::Task<void> waitForTheDisk();
    QByteArrayList readCommand() const;
    void take(const redisReply &entry, Records &records);

    RedisSetup &m_setup;
    const RedisAddress &m_address;
    ConnectionLog &m_log;
    RedisLink m_link;
    RedisEntryReader m_reader;
    Ending m_ending;
    QByteArray m_pending;       ///< in a group: the last of those that had not been acknowledged; empty: all have come
    qint64 m_entrySize = 4'000; ///< roughly
    quint64 m_given = 0;
    std::optional<quint64> m_durable;
    async::Event m_isStored;
    std::deque<Unacknowledged> m_unacknowledged;
    std::deque<QByteArrayList> m_toSend;
    bool m_isUp = false, m_isLeaving = false;
    bool m_hasHole = false; ///< between what came last and the first entry there is
    const std::shared_ptr<async::Event> m_ended = std::make_shared<async::Event>(); ///< goodbye() may outlive this
};

} // namespace livebelt
