// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileKind.h"
#include "tests/matrix/FeedMatrix.h"

#include <QFile>
#include <QTemporaryDir>
#include <charconv>

using namespace Qt::StringLiterals;

namespace livebelt::test {

namespace {

/// A log that grows.
class LogPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return fileKind(); }
    QString start() override
    {
        write("the beginning\n");
        return m_directory.isValid() ? QString() : m_directory.errorString();
    }
    QString address() const override { return u"file:%1?parse=text&from=end"_s.arg(path()); }
    void give(int first, int count) override
    {
        QByteArray lines;
        for (int i = first; i < first + count; ++i)
            lines += "item" + QByteArray::number(i) + '\n';
        write(lines);
    }
    std::optional<LawRules> law() const override
    {
        LawRules rules;
        rules.hasLineFeeds = false;
        return rules;
    }
    void givePayloads(const std::vector<LawPayload> &payloads) override
    {
        for (const LawPayload &payload : payloads)
            write(payload.bytes + '\n');
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
    bool giveUnfinished(int number) override
    {
        write("item" + QByteArray::number(number));
        return true;
    }
    bool giveGarbage() override
    {
        write(QByteArray(5000, '\0') + "\xff\xfe\n");
        return true;
    }

private:
    QString path() const { return m_directory.filePath(u"some.log"_s); }
    void write(const QByteArray &bytes)
    {
        QFile file(path());
        if (!file.open(QIODevice::Append) || file.write(bytes) != bytes.size())
            qFatal("%s", qUtf8Printable(file.errorString()));
    }

    QTemporaryDir m_directory;
};

} // namespace

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::LogPeer>(); });
}
