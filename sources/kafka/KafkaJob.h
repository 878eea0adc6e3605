// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ThreadJob.h"
#include "sources/kafka/KafkaClient.h"
#include "sources/kafka/KafkaMessages.h"

#include <deque>
#include <map>
#include <mutex>

namespace livebelt {

/// Where a feed is in each partition of its topic. Used by one connection at a time.
struct KafkaSetup
{
    KafkaAddress address;
    Credentials credentials;
    std::mutex mutex;
    std::map<qint32, qint64> next; ///< the offset of the message that comes next
};

/// One connection to a cluster, reading a topic: all partitions alone, or those that the group gives it. librdkafka
/// reads ahead 4 MB. In a group, the offset of what is durable is committed; what the capture has does not come again.
class KafkaJob final : public ThreadJob
{
public:
    explicit KafkaJob(std::shared_ptr<KafkaSetup> setup);

    void stop() override;
    void stored(quint64 count) override;
    Result<void> send(const Outgoing &message) override;

protected:
    Ending work() override;

private:
    struct Unacknowledged
    {
        quint64 after = 0; ///< so many records are durable
        qint32 partition = 0;
        qint64 next = 0;
    };
    void begin();
    void assignAll();
    void assign(rd_kafka_topic_partition_list_t *partitions);
    void noteLost(qint32 partition, qint64 wanted);
    static void rebalance(rd_kafka_t *, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *partitions,
                          void *job);
    static void problem(rd_kafka_t *, int error, const char *words, void *job);
    void take(const rd_kafka_message_t &message);
    void put();
    void commit();
    void sendOff();
    void leave();

    const std::shared_ptr<KafkaSetup> m_setup;
    const KafkaAddress &m_address;
    std::unique_ptr<KafkaClient> m_consumer, m_producer;
    KafkaMessageReader m_reader;
    Records m_read;
    std::optional<Ending> m_problem;
    bool m_isUp = false;
    quint64 m_puts = 0;
    std::deque<Unacknowledged> m_unacknowledged;

    std::mutex m_mutex; ///< of all below
    bool m_isStopping = false;
    std::optional<quint64> m_durable;
    std::deque<Outgoing> m_toSend;
};

} // namespace livebelt
