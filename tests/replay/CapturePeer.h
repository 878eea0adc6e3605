// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/matrix/MatrixPeer.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// A capture that has been written for the test.
class CapturePeer final : public MatrixPeer
{
public:
    FeedKind kind() const override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override;
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool isReady(const Records &records) const override { return !records.empty(); }
    std::optional<int> number(const Record &record) const override;
    bool canBeKilled() const override { return false; }
    bool ends() const override { return true; }

private:
    void write(Records records);

    QTemporaryDir m_directory;
};

} // namespace livebelt::test
