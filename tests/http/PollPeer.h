// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/http/NginxServer.h"
#include "tests/matrix/MatrixPeer.h"

namespace livebelt::test {

/// The peer of poll in the matrix: a page of nginx, replaced each time items are given.
class PollPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    void kill() override { m_server.kill(); }
    QByteArray refuse() override;
    QString letIn() override;
    bool giveGarbage() override;
    std::optional<LawRules> law() const override;
    QString lawAddress() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;

private:
    NginxServer m_server;
};

} // namespace livebelt::test
