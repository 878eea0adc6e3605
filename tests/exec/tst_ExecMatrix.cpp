// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/exec/ExecKind.h"
#include "tests/matrix/FeedMatrix.h"

#include <QTemporaryFile>
#include <charconv>

using namespace Qt::StringLiterals;

namespace livebelt::test {

namespace {

/// seq, of the system.
class SeqPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return execKind(); }
    QString start() override { return {}; }
    QString address() const override
    {
        const QString command = u"exec:seq -f item%25g "_s;
        return command + QString::number(m_first) + u' ' + QString::number(m_first + m_count - 1) +
               u"?parse=text&stdin=0"_s;
    }
    void give(int first, int count) override
    {
        m_first = first;
        m_count = count;
    }
    std::optional<LawRules> law() const override
    {
        LawRules rules;
        rules.hasLineFeeds = false;
        return rules;
    }
    QString lawAddress() const override { return u"exec:cat "_s + m_file.fileName() + u"?stdin=0"_s; }
    void givePayloads(const std::vector<LawPayload> &payloads) override
    {
        if (!m_file.open())
            qFatal("%s", qUtf8Printable(m_file.errorString()));
        for (const LawPayload &payload : payloads)
            m_file.write(payload.bytes + '\n');
        m_file.close();
    }
    bool isReady(const Records &records) const override { return !records.empty(); }
    std::optional<int> number(const Record &record) const override
    {
        int number = 0;
        if (record.kind == RecordKind::Notice || !record.text.startsWith("item"))
            return std::nullopt;
        std::from_chars(record.text.begin() + 4, record.text.end(), number);
        return number;
    }
    bool canBeKilled() const override { return false; }
    bool ends() const override { return true; }

private:
    QTemporaryFile m_file;
    int m_first = 1;
    int m_count = 1;
};

} // namespace

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::SeqPeer>(); });
}
