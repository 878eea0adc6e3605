// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/http/NodeServer.h"
#include "tests/matrix/MatrixPeer.h"

namespace livebelt::test {

/// The peer of sse and ndjson in the matrix: a server on Express.
class StreamPeer final : public MatrixPeer
{
public:
    /// path: "sse", "ndjson" or "seq", of events.js.
    StreamPeer(FeedKind kind, QString path);

    FeedKind kind() const override { return m_kind; }
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
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool givesToAll() const override { return true; }

private:
    FeedKind m_kind;
    QString m_path;
    NodeServer m_server{QStringLiteral("events.js")};
};

} // namespace livebelt::test
