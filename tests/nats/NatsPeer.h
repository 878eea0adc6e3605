// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"
#include "tests/nats/NatsServer.h"

namespace livebelt::test {

/// nats-server, by plain subjects or by a stream.
class NatsPeer final : public MatrixPeer
{
public:
    enum class Way { Plain, Stream };
    explicit NatsPeer(Way way) : m_way(way) {}

    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    bool isReady(const Records &records) const override { return isConnected(records); }
    std::optional<int> number(const Record &record) const override { return numberInText(record); }
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    void kill() override { m_server.kill(); }
    QByteArray refuse() override;
    QString letIn() override;
    bool mayLose() const override { return m_way == Way::Plain; }
    int cycles() const override { return 300; }

private:
    const Way m_way;
    NatsServer m_server;
};

} // namespace livebelt::test
