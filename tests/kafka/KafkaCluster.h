// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

namespace livebelt::test {

/// The mock cluster of librdkafka: one broker on the loopback interface that speaks Kafka's protocol and keeps its
/// topics in memory, and a producer. No Kafka itself: that is in no Debian package.
class KafkaCluster
{
public:
    KafkaCluster();
    ~KafkaCluster();
    Q_DISABLE_COPY_MOVE(KafkaCluster)

    void makeTopic(const QByteArray &name, int partitions = 1);
    void setUp(bool isUp);
    /// Returns when the broker has it.
    bool produce(const QByteArray &topic, const QByteArray &payload, const QByteArray &key = {},
                 const QByteArray &header = {}, const QByteArray &value = {}, int partition = -1);
    bool flush();
    QString url(const QString &rest) const;
    /// What the group has committed; -1001: nothing.
    qint64 committed(const QByteArray &group, const QByteArray &topic) const;

private:
    rd_kafka_t *m_handle = nullptr;
    rd_kafka_mock_cluster_t *m_cluster = nullptr;
    QString m_place;
};

} // namespace livebelt::test
