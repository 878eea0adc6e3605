// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kafka/KafkaCluster.h"

#include <array>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

rd_kafka_t *client(rd_kafka_type_t type, std::initializer_list<std::pair<const char *, QByteArray>> options)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    for (const auto &[name, value] : options)
        rd_kafka_conf_set(conf, name, value.constData(), nullptr, 0);
    rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t *, int, const char *, const char *) {});
    return rd_kafka_new(type, conf, nullptr, 0);
}

} // namespace

KafkaCluster::KafkaCluster()
    : m_handle(client(RD_KAFKA_PRODUCER, {{"test.mock.num.brokers", "1"}, {"linger.ms", "0"}}))
    , m_cluster(rd_kafka_handle_mock_cluster(m_handle))
    , m_place(QString::fromLatin1(rd_kafka_mock_cluster_bootstraps(m_cluster)))
{
}

KafkaCluster::~KafkaCluster()
{
    rd_kafka_destroy(m_handle);
}

void KafkaCluster::makeTopic(const QByteArray &name, int partitions)
{
    rd_kafka_mock_topic_create(m_cluster, name.constData(), partitions, 1);
}

void KafkaCluster::setUp(bool isUp)
{
    if (isUp)
        rd_kafka_mock_broker_set_up(m_cluster, 1);
    else
        rd_kafka_mock_broker_set_down(m_cluster, 1);
}

bool KafkaCluster::produce(const QByteArray &topic, const QByteArray &payload, const QByteArray &key,
                           const QByteArray &header, const QByteArray &value, int partition)
{
    rd_kafka_headers_t *headers = rd_kafka_headers_new(1);
    if (!header.isEmpty())
        rd_kafka_header_add(headers, header.constData(), -1, value.constData(), value.size());
    std::array<rd_kafka_vu_t, 6> parts{};
    parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    parts[0].u.cstr = topic.constData();
    parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    parts[1].u.i32 = partition;
    parts[2].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    parts[2].u.i = RD_KAFKA_MSG_F_COPY;
    parts[3].vtype = RD_KAFKA_VTYPE_KEY;
    parts[3].u.mem = {key.isEmpty() ? nullptr : const_cast<char *>(key.constData()), size_t(key.size())};
    parts[4].vtype = RD_KAFKA_VTYPE_VALUE;
    parts[4].u.mem = {const_cast<char *>(payload.constData()), size_t(payload.size())};
    parts[5].vtype = RD_KAFKA_VTYPE_HEADERS;
    parts[5].u.headers = headers;
    rd_kafka_error_t *error = rd_kafka_produceva(m_handle, parts.data(), parts.size());
    if (!error)
        return true;
    rd_kafka_error_destroy(error);
    rd_kafka_headers_destroy(headers);
    return false;
}

bool KafkaCluster::flush()
{
    return rd_kafka_flush(m_handle, 30'000) == RD_KAFKA_RESP_ERR_NO_ERROR;
}

QString KafkaCluster::url(const QString &rest) const
{
    return u"kafka://"_s + m_place + u'/' + rest;
}

qint64 KafkaCluster::committed(const QByteArray &group, const QByteArray &topic) const
{
    rd_kafka_t *asker = client(RD_KAFKA_CONSUMER, {{"bootstrap.servers", m_place.toLatin1()}, {"group.id", group}});
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic.constData(), 0);
    rd_kafka_committed(asker, list, 10'000);
    const qint64 offset = list->elems[0].offset;
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_destroy(asker);
    return offset;
}

} // namespace livebelt::test
