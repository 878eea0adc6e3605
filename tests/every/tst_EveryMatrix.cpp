// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/every/EveryKind.h"
#include "tests/matrix/FeedMatrix.h"

using namespace Qt::StringLiterals;

namespace livebelt::test {

namespace {

/// The clock has no other side: it gives its ticks by itself.
class EveryPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return everyKind(); }
    QString start() override { return {}; }
    QString address() const override { return u"every:1ms"_s; }
    void give(int, int) override {}
    bool isReady(const Records &records) const override { return !records.empty(); }
    std::optional<int> number(const Record &record) const override
    {
        if (record.kind == RecordKind::Notice)
            return std::nullopt;
        return fieldValue(record.fields, "count").toInt();
    }
    bool canBeKilled() const override { return false; }
};

} // namespace

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::EveryPeer>(); });
}
