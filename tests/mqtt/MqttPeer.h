// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"
#include "tests/mqtt/Broker.h"

namespace livebelt::test {

/// mosquitto, published to by mosquitto_pub with quality of service 1.
class MqttPeer final : public MatrixPeer
{
public:
    enum class Way { Tcp, WebSocket };
    explicit MqttPeer(Way way = Way::Tcp);
    ~MqttPeer() override;

    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    void kill() override { m_broker.kill(); }
    QByteArray refuse() override;
    QString letIn() override;
    /// Mosquitto looks at its WebSockets a few times a second.
    int cycles() const override { return m_way == Way::WebSocket ? 100 : 1'000; }

private:
    const Way m_way;
    Broker m_broker;
    QProcess m_publisher;
};

} // namespace livebelt::test
