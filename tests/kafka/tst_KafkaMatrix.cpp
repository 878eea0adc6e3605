// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaKind.h"
#include "tests/kafka/KafkaCluster.h"
#include "tests/matrix/FeedMatrix.h"

using namespace Qt::StringLiterals;

namespace livebelt::test {

/// The mock cluster of librdkafka, by a topic of one partition.
class KafkaPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return kafkaKind(); }
    QString start() override
    {
        m_cluster.makeTopic("matrix");
        m_cluster.setUp(true);
        return {};
    }
    QString address() const override { return m_cluster.url(u"matrix?parse=text"_s); }
    void give(int first, int count) override
    {
        for (int i = first; i < first + count; ++i)
            m_cluster.produce("matrix", "n " + QByteArray::number(i));
        m_cluster.flush();
    }
    bool isReady(const Records &records) const override { return isConnected(records); }
    std::optional<int> number(const Record &record) const override { return numberInText(record); }
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override
    {
        for (const LawPayload &payload : payloads)
            m_cluster.produce("matrix", payload.bytes);
        m_cluster.flush();
    }
    void kill() override { m_cluster.setUp(false); }
    int cycles() const override { return 100; }

private:
    KafkaCluster m_cluster;
};

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::KafkaPeer>(); });
}
