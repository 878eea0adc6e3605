// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ThreadJob.h"
#include "sources/nats/NatsConsumer.h"
#include "sources/nats/NatsMessages.h"

#include <atomic>
#include <deque>
#include <map>

namespace livebelt {

/// What all connections of one feed have in common.
struct NatsSetup
{
    NatsAddress address;
    QString password;
    NatsProgress progress;
};

/// One connection to a cluster: libnats delivers messages on threads of its own, which read them and put their records
/// into the queue; while that is full they wait. Of a stream no more is asked for then; of plain subjects libnats keeps
/// up to 32 MB, and drops and counts what comes beyond.
class NatsJob final : public ThreadJob
{
public:
    explicit NatsJob(std::shared_ptr<NatsSetup> setup);

    void stop() override;
    void stored(quint64 count) override;
    Result<void> send(const Outgoing &message) override;

protected:
    Ending work() override;

private:
    struct Listening ///< to plain subjects
    {
        NatsSubscription subscription;
        qint64 dropped = 0; ///< that have been told of
    };
    struct Unacknowledged
    {
        quint64 after = 0; ///< so many records are durable
        QByteArray reply;
    };
    struct Sent
    {
        QByteArray subject, payload;
    };
    using Handler = void (NatsJob::*)(natsMsg *message);
    template<Handler handler>
    static void take(natsConnection *, natsSubscription *, natsMsg *message, void *job)
    {
        const NatsMessage owned(message);
        auto &self = *static_cast<NatsJob *>(job);
        const std::lock_guard reading(self.m_readMutex);
        (self.*handler)(message);
    }
    static QByteArray inbox();

    void listen();
    void listenForAnswers();
    void consume();
    void subscribe(const QByteArray &subject, natsMsgHandler handler, std::vector<Listening> &into);
    Ending wait();
    void leave();
    void look();

    void takeMessage(natsMsg *message);
    void takeDelivery(natsMsg *message);
    void takeAnswer(natsMsg *message);
    void takeStatus(natsMsg *message, QByteArrayView status);
    void put(Records &records);
    void pullMore();
    void noteDrops();
    Ending forbidden(const QString &words) const;
    void fail(Ending ending);
    void hear(natsSubscription *subscription, natsStatus status, const QString &words);

    void acknowledge(std::unique_lock<std::mutex> &lock);
    void sendOff(std::unique_lock<std::mutex> &lock);

    const std::shared_ptr<NatsSetup> m_setup;
    const NatsAddress &m_address;
    NatsLink m_link;
    std::unique_ptr<NatsConsumer> m_consumer;
    std::vector<Listening> m_subscriptions; ///< of messages
    std::vector<Listening> m_answers;       ///< of the answers to requests
    QByteArray m_inbox, m_answerInbox, m_pullSubject, m_pullText;

    std::mutex m_readMutex; ///< of what the threads that deliver share
    NatsMessageReader m_reader;
    Records m_read;
    quint64 m_nextDelivery = 1;
    std::atomic<bool> m_hasDropped = false;

    std::mutex m_mutex; ///< of all below
    std::condition_variable m_changed;
    bool m_isStopping = false, m_isClosed = false;
    std::optional<Ending> m_problem;
    int m_delivering = 0; ///< subscriptions that libnats may still deliver for
    quint64 m_puts = 0;
    std::optional<quint64> m_durable; ///< nothing: not even what came by earlier connections
    std::deque<Unacknowledged> m_unacknowledged;
    std::deque<Sent> m_toSend;
    std::map<quint64, QByteArray> m_asked; ///< the subjects of requests
    quint64 m_requests = 0;
    qint64 m_outstanding = 0; ///< messages that were asked for
    std::chrono::steady_clock::time_point m_heardAt;
    bool m_isDelivering = false; ///< a thread is at work, perhaps waiting for room
};

} // namespace livebelt
