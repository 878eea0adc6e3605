// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/kafka/KafkaAddress.h"

#include <librdkafka/rdkafka.h>
#include <memory>
#include <stdexcept>

namespace livebelt {

/// What went wrong with a connection to Kafka, as the ending it makes.
class KafkaError : public std::runtime_error
{
public:
    explicit KafkaError(Ending ending) : std::runtime_error(ending.why.toStdString()), m_ending(std::move(ending)) {}
    const Ending &ending() const { return m_ending; }

private:
    Ending m_ending;
};

struct KafkaDeleter
{
    void operator()(rd_kafka_topic_partition_list_t *list) const { rd_kafka_topic_partition_list_destroy(list); }
    void operator()(rd_kafka_message_t *message) const { rd_kafka_message_destroy(message); }
};
using KafkaPartitions = std::unique_ptr<rd_kafka_topic_partition_list_t, KafkaDeleter>;
using KafkaMessage = std::unique_ptr<rd_kafka_message_t, KafkaDeleter>;

/// One client of a cluster, by librdkafka, which connects again by itself. It is used by one thread; destroying it
/// waits for nothing: what librdkafka still has to do, a thread of its own sees to.
class KafkaClient
{
public:
    using Options = std::vector<std::pair<QByteArray, QByteArray>>;

    /// options: further ones of librdkafka. opaque is handed to the callbacks that configure sets. Throws KafkaError.
    KafkaClient(rd_kafka_type_t type, const KafkaPlace &place, const Credentials &credentials, const Options &options,
                void (*configure)(rd_kafka_conf_t *) = nullptr, void *opaque = nullptr);
    ~KafkaClient();
    KafkaClient(const KafkaClient &) = delete;
    KafkaClient &operator=(const KafkaClient &) = delete;

    rd_kafka_t *handle() const { return m_handle; }
    /// Of a producer: queues a message.
    rd_kafka_resp_err_t produce(const QByteArray &topic, const QByteArray &payload) const;
    /// What an error comes to. words: what librdkafka says of it.
    static Ending endingOf(rd_kafka_resp_err_t error, const QString &words, const KafkaPlace &place);

private:
    rd_kafka_t *m_handle = nullptr;
    const rd_kafka_type_t m_type;
};

} // namespace livebelt
