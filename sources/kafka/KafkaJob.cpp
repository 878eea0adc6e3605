// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaJob.h"

#include "model/records/Notice.h"

#include <QLocale>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int answeringTime = 5'000, pollingTime = 50; ///< milliseconds
constexpr int storingRounds = 6;                       ///< of polling, for what has been read to become durable
constexpr size_t mostToSend = 1'000;

} // namespace

KafkaJob::KafkaJob(std::shared_ptr<KafkaSetup> setup)
    : m_setup(std::move(setup)), m_address(m_setup->address), m_reader(m_address.parser)
{
}

void KafkaJob::stop()
{
    ThreadJob::stop();
    const std::lock_guard lock(m_mutex);
    m_isStopping = true;
}

void KafkaJob::stored(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_durable = count;
}

Result<void> KafkaJob::send(const Outgoing &message)
{
    const std::lock_guard lock(m_mutex);
    if (m_toSend.size() >= mostToSend)
        return Failure{u"%1 does not take what is sent: wait a moment"_s.arg(m_address.place.where())};
    m_toSend.push_back(message);
    return {};
}

void KafkaJob::problem(rd_kafka_t *, int error, const char *words, void *job)
{
    auto &self = *static_cast<KafkaJob *>(job);
    const auto code = rd_kafka_resp_err_t(error);
    const bool isOne = code == RD_KAFKA_RESP_ERR__TRANSPORT || code == RD_KAFKA_RESP_ERR__RESOLVE; // of several brokers
    if (!isOne && !self.m_problem)
        self.m_problem = KafkaClient::endingOf(code, QString::fromUtf8(words), self.m_address.place);
}

Ending KafkaJob::work()
{
    const std::lock_guard whole(m_setup->mutex); // an earlier connection may still be leaving
    Ending ending;
    try {
        begin();
        while (!m_problem) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_isStopping)
                    break;
            }
            if (const KafkaMessage message{rd_kafka_consumer_poll(m_consumer->handle(), pollingTime)})
                take(*message);
            commit();
            sendOff();
        }
        leave();
        ending = m_problem.value_or(Ending());
    } catch (const KafkaError &error) {
        ending = m_problem.value_or(error.ending());
    }
    m_consumer.reset();
    m_producer.reset();
    return ending;
}

void KafkaJob::begin()
{
    const QByteArray group = m_address.group.isEmpty() ? QByteArray("livebelt") : m_address.group;
    const KafkaClient::Options options{
        {"group.id", group},
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"auto.offset.reset", m_address.start == KafkaAddress::Start::New ? "latest" : "earliest"},
        {"queued.max.messages.kbytes", "4096"},
        {"fetch.wait.max.ms", "200"},
        {"fetch.error.backoff.ms", "100"},
    };
    const auto configure = [](rd_kafka_conf_t *conf) {
        rd_kafka_conf_set_error_cb(conf, &KafkaJob::problem);
        rd_kafka_conf_set_rebalance_cb(conf, &KafkaJob::rebalance);
    };
    m_consumer = std::make_unique<KafkaClient>(RD_KAFKA_CONSUMER, m_address.place, m_setup->credentials, options,
                                               configure, this);
    rd_kafka_poll_set_consumer(m_consumer->handle());
    if (m_address.group.isEmpty()) {
        assignAll();
        return;
    }
    const KafkaPartitions topics(rd_kafka_topic_partition_list_new(1));
    rd_kafka_topic_partition_list_add(topics.get(), m_address.topic.constData(), RD_KAFKA_PARTITION_UA);
    if (const auto error = rd_kafka_subscribe(m_consumer->handle(), topics.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR)
        throw KafkaError(KafkaClient::endingOf(error, QString::fromUtf8(rd_kafka_err2str(error)), m_address.place));
}

/// Every partition, from where the feed is.
void KafkaJob::assignAll()
{
    const auto check = [this](rd_kafka_resp_err_t error) {
        if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
            return;
        rd_kafka_poll(m_consumer->handle(), 0); // what is behind it
        throw KafkaError(KafkaClient::endingOf(error, QString::fromUtf8(rd_kafka_err2str(error)), m_address.place));
    };
    const std::unique_ptr<rd_kafka_topic_t, decltype(&rd_kafka_topic_destroy)> topic(
        rd_kafka_topic_new(m_consumer->handle(), m_address.topic.constData(), nullptr), &rd_kafka_topic_destroy);
    const struct rd_kafka_metadata *found = nullptr;
    check(rd_kafka_metadata(m_consumer->handle(), 0, topic.get(), &found, answeringTime));
    const std::unique_ptr<const struct rd_kafka_metadata, decltype(&rd_kafka_metadata_destroy)> metadata(
        found, &rd_kafka_metadata_destroy);
    if (found->topic_cnt > 0)
        check(found->topics[0].err);
    const KafkaPartitions partitions(rd_kafka_topic_partition_list_new(1));
    for (int i = 0; found->topic_cnt > 0 && i < found->topics[0].partition_cnt; ++i) {
        rd_kafka_topic_partition_list_add(partitions.get(), m_address.topic.constData(),
                                          found->topics[0].partitions[i].id)
            ->offset = m_address.startTime;
    }
    if (m_address.start == KafkaAddress::Start::Time)
        check(rd_kafka_offsets_for_times(m_consumer->handle(), partitions.get(), answeringTime));
    for (int i = 0; i < partitions->cnt; ++i) {
        rd_kafka_topic_partition_t &partition = partitions->elems[i];
        if (m_address.start != KafkaAddress::Start::Time) {
            int64_t low = 0, high = 0; // "the end" is to be a place, before it is said that the feed is connected
            check(rd_kafka_query_watermark_offsets(m_consumer->handle(), m_address.topic.constData(),
                                                   partition.partition, &low, &high, answeringTime));
            partition.offset = m_address.start == KafkaAddress::Start::New ? high : low;
        }
    }
    queue().setConnected(u"it goes on behind the last message that came, so none is missing"_s);
    m_isUp = true;
    assign(partitions.get());
}

/// Takes these, each from where the feed is, where that is known.
void KafkaJob::assign(rd_kafka_topic_partition_list_t *partitions)
{
    for (int i = 0; i < partitions->cnt; ++i) {
        rd_kafka_topic_partition_t &partition = partitions->elems[i];
        const auto known = m_setup->next.find(partition.partition);
        if (known != m_setup->next.end() && (m_address.group.isEmpty() || known->second > partition.offset)) {
            partition.offset = known->second;
            noteLost(partition.partition, known->second);
        } else if (partition.offset >= 0) {
            m_setup->next[partition.partition] = partition.offset;
        }
    }
    rd_kafka_assign(m_consumer->handle(), partitions);
    put();
}

/// Says how many messages the topic had let go of behind those that have come.
void KafkaJob::noteLost(qint32 partition, qint64 wanted)
{
    int64_t low = 0, high = 0;
    if (rd_kafka_query_watermark_offsets(m_consumer->handle(), m_address.topic.constData(), partition, &low, &high,
                                         answeringTime) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        low <= wanted)
        return;
    m_read.push_back(makeDropped(quint64(low - wanted), "The topic had let go of " +
                                                            QLocale::c().toString(qint64(low - wanted)).toUtf8() +
                                                            " messages before they could be fetched"));
}

void KafkaJob::rebalance(rd_kafka_t *handle, rd_kafka_resp_err_t error, rd_kafka_topic_partition_list_t *partitions,
                         void *job)
{
    auto &self = *static_cast<KafkaJob *>(job);
    if (error != RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        self.commit();
        rd_kafka_assign(handle, nullptr);
        return;
    }
    rd_kafka_committed(handle, partitions, answeringTime);
    if (!std::exchange(self.m_isUp, true))
        self.queue().setConnected(u"it goes on behind what the group has committed, so no message is missing"_s);
    self.assign(partitions);
}

void KafkaJob::take(const rd_kafka_message_t &message)
{
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        const auto ending =
            KafkaClient::endingOf(message.err, QString::fromUtf8(rd_kafka_message_errstr(&message)), m_address.place);
        if (ending.kind == Ending::Kind::Refused || message.err == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
            m_problem = m_problem.value_or(ending);
        return;
    }
    const qint64 next = message.offset + 1;
    m_setup->next[message.partition] = next;
    m_reader.append(message, m_read);
    m_read.back().resume = std::make_shared<const ResumePoint>(
        ResumePoint{QByteArray::number(message.partition), QByteArray::number(next)});
    put();
    if (!m_address.group.isEmpty())
        m_unacknowledged.push_back({m_puts, message.partition, next});
}

void KafkaJob::put()
{
    m_puts += m_read.size();
    for (Record &record : m_read)
        queue().put(std::move(record));
    m_read.clear();
}

void KafkaJob::commit()
{
    std::optional<quint64> durable;
    {
        const std::lock_guard lock(m_mutex);
        durable = m_durable;
    }
    std::map<qint32, qint64> offsets;
    for (; durable && !m_unacknowledged.empty() && m_unacknowledged.front().after <= *durable;
         m_unacknowledged.pop_front())
        offsets[m_unacknowledged.front().partition] = m_unacknowledged.front().next;
    if (offsets.empty())
        return;
    const KafkaPartitions partitions(rd_kafka_topic_partition_list_new(int(offsets.size())));
    for (const auto &[partition, offset] : offsets)
        rd_kafka_topic_partition_list_add(partitions.get(), m_address.topic.constData(), partition)->offset = offset;
    rd_kafka_commit(m_consumer->handle(), partitions.get(), 1);
}

void KafkaJob::sendOff()
{
    std::deque<Outgoing> messages;
    {
        const std::lock_guard lock(m_mutex);
        messages.swap(m_toSend);
    }
    if (!messages.empty() && !m_producer)
        m_producer = std::make_unique<KafkaClient>(RD_KAFKA_PRODUCER, m_address.place, m_setup->credentials,
                                                   KafkaClient::Options{{"message.timeout.ms", "10000"}});
    for (const Outgoing &message : messages) {
        const QByteArray topic = message.to.isEmpty() ? m_address.topic : message.to.toUtf8();
        const rd_kafka_resp_err_t error = m_producer->produce(topic, message.payload);
        if (error == RD_KAFKA_RESP_ERR_NO_ERROR)
            continue;
        m_read.push_back(makeNotice(NoticeType::Information,
                                    "What was to be sent to " + topic + " could not be: " + rd_kafka_err2str(error)));
        put();
    }
    if (m_producer)
        rd_kafka_poll(m_producer->handle(), 0);
}

/// What has been read is committed, if the disk is quick enough.
void KafkaJob::leave()
{
    for (int i = 0; i < storingRounds && !m_unacknowledged.empty() && !m_problem; ++i) {
        commit();
        if (!m_unacknowledged.empty())
            rd_kafka_poll(m_consumer->handle(), pollingTime);
    }
    sendOff();
    if (m_producer)
        rd_kafka_flush(m_producer->handle(), 300);
    if (!m_address.group.isEmpty() && !m_problem) {
        // Sends what is committed and leaves the group, without waiting for the answer beyond what goodbye() gives.
        const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> closing(
            rd_kafka_queue_new(m_consumer->handle()), &rd_kafka_queue_destroy);
        if (rd_kafka_error_t *error = rd_kafka_consumer_close_queue(m_consumer->handle(), closing.get()))
            rd_kafka_error_destroy(error);
        for (int i = 0; i < storingRounds && !rd_kafka_consumer_closed(m_consumer->handle()); ++i) {
            if (rd_kafka_event_t *event = rd_kafka_queue_poll(closing.get(), pollingTime)) {
                if (rd_kafka_event_type(event) == RD_KAFKA_EVENT_REBALANCE)
                    rd_kafka_assign(m_consumer->handle(), nullptr);
                rd_kafka_event_destroy(event);
            }
        }
    }
}

} // namespace livebelt
