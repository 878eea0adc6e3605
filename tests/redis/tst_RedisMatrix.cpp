// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisKind.h"
#include "tests/matrix/FeedMatrix.h"
#include "tests/redis/RedisServer.h"

using namespace Qt::StringLiterals;

namespace livebelt::test {

/// redis-server, by a stream.
class RedisPeer final : public MatrixPeer
{
public:
    FeedKind kind() const override { return redisKind(); }
    QString start() override { return m_server.start() ? QString() : QString::fromUtf8(m_server.error()); }
    QString address() const override { return m_server.url(u"matrix?parse=text"_s); }
    void give(int first, int count) override
    {
        QList<QByteArrayList> commands;
        for (int i = first; i < first + count; ++i)
            commands.append(entry("n " + QByteArray::number(i)));
        m_server.run(commands);
    }
    bool isReady(const Records &records) const override { return isConnected(records); }
    std::optional<int> number(const Record &record) const override { return numberInText(record); }
    std::optional<LawRules> law() const override { return LawRules(); }
    void givePayloads(const std::vector<LawPayload> &payloads) override
    {
        QList<QByteArrayList> commands;
        for (const LawPayload &payload : payloads)
            commands.append(entry(payload.bytes));
        m_server.run(commands);
    }
    void kill() override { m_server.kill(); }
    QByteArray refuse() override
    {
        m_server.kill();
        m_server.configure({u"--requirepass"_s, u"lovelace"_s});
        return m_server.start() ? "wants a password" : "redis-server does not start";
    }
    QString letIn() override
    {
        m_server.kill();
        m_server.forget();
        return start();
    }
    int cycles() const override { return 100; }

private:
    static QByteArrayList entry(const QByteArray &payload) { return {"XADD", "matrix", "*", "data", payload}; }

    RedisServer m_server;
};

} // namespace livebelt::test

int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::RedisPeer>(); });
}
