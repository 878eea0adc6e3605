// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "sources/system/SystemKind.h"
#include "tests/matrix/FeedMatrix.h"

using namespace Qt::StringLiterals;

namespace livebelt::test {

namespace {

/// This computer: its readings have no numbers, so those that come are counted by the test.
class SystemPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return systemKind(); }
    QString start() override { return {}; }
    QString address() const override { return u"system:load,process?every=100ms&top=100"_s; }
    void give(int, int) override {}
    bool isReady(const Records &records) const override { return !records.empty(); }
    std::optional<int> number(const Record &record) const override
    {
        if (noticeType(record) == NoticeType::Connected)
            m_count = 0;
        constexpr int all = 10'000; // it would go on for ever
        return record.kind == RecordKind::Notice || m_count == all ? std::nullopt : std::optional(++m_count);
    }
    bool canBeKilled() const override { return false; }

private:
    mutable int m_count = 0;
};

} // namespace

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::SystemPeer>(); });
}
