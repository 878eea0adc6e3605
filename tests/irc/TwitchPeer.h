// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/irc/FakeTwitch.h"
#include "tests/matrix/MatrixPeer.h"

namespace livebelt::test {

/// A local server that speaks Twitch's dialect: the real one takes no test traffic.
class TwitchPeer final : public MatrixPeer
{
public:
    explicit TwitchPeer(FakeTwitch::Way way = FakeTwitch::Way::Tcp) : m_way(way), m_server(way) {}

    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    std::optional<LawRules> law() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    QByteArray payloadOf(const QByteArray &arrived) const override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    void kill() override { m_server.vanish(); }
    QByteArray refuse() override;
    QString letIn() override;
    bool giveGarbage() override;

private:
    const FakeTwitch::Way m_way;
    FakeTwitch m_server;
};

} // namespace livebelt::test
