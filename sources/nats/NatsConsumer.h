// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/nats/NatsLink.h"

#include <mutex>

namespace livebelt {

/// What a feed keeps from one connection to the next, and over restarts by its ResumePoint. Any thread.
class NatsProgress
{
public:
    /// What of a stream has come, as the ResumePoint of its newest record has it: "CREATED:SEQ".
    void continueAfter(const ResumePoint &point);
    /// The stream that is read now: forgets what is known of another one, or of an earlier one of that name.
    void begin(const QByteArray &stream, qint64 created);
    /// The last message of the stream that has come; 0: none.
    quint64 last() const;
    void setLast(quint64 seq);
    ResumePoint pointAt(quint64 seq) const;

    QStringList servers() const;
    void setServers(QStringList servers);

private:
    mutable std::mutex m_mutex;
    QByteArray m_stream;
    qint64 m_created = 0;
    quint64 m_last = 0;
    QStringList m_servers;
};

/// The consumer of a stream that a feed reads by, pulling. One thread.
///
/// Where nobody else reads by it, the feed gets each message once and in order: it begins behind what the feed has, so
/// a durable one that had given more than was acknowledged is made anew. That is not done where messages are kept only
/// as long as somebody is interested, nor where it is shared: then a message may come again, out of order.
class NatsConsumer
{
public:
    /// Finds or makes it. Throws NatsError.
    NatsConsumer(const NatsLink &link, const NatsAddress &address, NatsProgress &progress);

    const QByteArray &stream() const { return m_stream; }
    const QByteArray &name() const { return m_name; }
    jsAckPolicy acknowledgement() const { return m_acknowledgement; }
    /// Whether each message comes once and in order, so that a hole is a loss.
    bool isOrdered() const { return m_isOrdered; }
    /// The number of the delivery that comes next, where isOrdered().
    quint64 nextDelivery() const { return m_nextDelivery; }
    /// So many messages at most had gone from the stream before the feed could have them. isExact: no subject is
    /// chosen.
    quint64 expired() const { return m_expired; }

private:
    void find(const NatsAddress &address);
    void make(jsConsumerConfig config, quint64 start);
    jsConsumerConfig newConfig(const NatsAddress &address) const;
    void check(natsStatus status, jsErrCode code, const QString &task) const;

    const NatsLink &m_link;
    NatsProgress &m_progress;
    NatsJetStream m_jetStream;
    QByteArray m_stream, m_name;
    jsAckPolicy m_acknowledgement = js_AckAll;
    bool m_isOrdered = true;
    quint64 m_nextDelivery = 1;
    quint64 m_expired = 0;
};

} // namespace livebelt
