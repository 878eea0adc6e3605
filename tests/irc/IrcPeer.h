// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"
#include "tests/matrix/MatrixPeer.h"

#include <memory>

namespace livebelt::test {

/// A real ngircd, and somebody who speaks in #matrix.
class IrcPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    std::optional<LawRules> law() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    QByteArray payloadOf(const QByteArray &arrived) const override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    void kill() override { m_server.process().kill(); }
    QByteArray refuse() override;
    QString letIn() override;
    bool giveGarbage() override;
    bool givesToAll() const override { return true; }

private:
    Ngircd m_server;
    std::unique_ptr<IrcClient> m_speaker;
};

} // namespace livebelt::test
