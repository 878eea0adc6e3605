// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/lines/Talker.h"
#include "tests/matrix/MatrixPeer.h"

#include <QTemporaryDir>
#include <vector>

namespace livebelt::test {

/// The other side of a feed of lines: "n 1", "n 2", ...
class LinesPeer : public MatrixPeer
{
public:
    FeedKind kind() const override;
    bool isReady(const Records &records) const override;
    std::optional<int> number(const Record &record) const override;
    std::optional<LawRules> law() const override;

protected:
    static QByteArray items(int first, int count);
    static QByteArray linesOf(const std::vector<LawPayload> &payloads);
    static QByteArray garbage();
};

/// nc -lk, on TCP or a Unix socket: it serves one after the other, and what is left of one goes to the next.
class ServerPeer final : public LinesPeer
{
public:
    enum class Transport { Tcp, Unix };
    explicit ServerPeer(Transport transport);
    QString start() override;
    QString address() const override;
    void give(int first, int count) override { m_server.say(items(first, count)); }
    void givePayloads(const std::vector<LawPayload> &payloads) override { m_server.say(linesOf(payloads)); }
    void kill() override { m_server.kill(); }
    bool giveUnfinished(int number) override
    {
        m_server.say(items(number, 1).chopped(1));
        return true;
    }
    bool giveGarbage() override;
    bool takesConnection() override;

private:
    Transport m_transport;
    QTemporaryDir m_directory;
    quint16 m_port = 0;
    Talker m_server;
    qsizetype m_heard = 0; ///< of what the server has printed
};

/// socat, behind a pseudo-terminal, which goes with it: a device that is unplugged. It is one program's at a time.
class SerialPeer final : public LinesPeer
{
public:
    ~SerialPeer() override;
    QString start() override;
    QString address() const override;
    void give(int first, int count) override { m_device.say(items(first, count)); }
    void givePayloads(const std::vector<LawPayload> &payloads) override { m_device.say(linesOf(payloads)); }
    void kill() override { m_device.kill(); }
    bool giveUnfinished(int number) override
    {
        m_device.say(items(number, 1).chopped(1));
        return true;
    }
    bool giveGarbage() override;

private:
    QTemporaryDir m_directory;
    Talker m_device;
    int m_held = -1; ///< without a reader the other side would end
};

/// socat, sending to a multicast group on the loopback interface; many lines a datagram.
class GroupPeer final : public LinesPeer
{
public:
    QString start() override;
    QString address() const override;
    void give(int first, int count) override { m_sender.say(items(first, count)); }
    std::optional<LawRules> law() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool canBeKilled() const override { return false; }
    bool giveGarbage() override;
    bool mayLose() const override { return true; }
    int portion() const override { return 200; }

private:
    quint16 m_port = 0;
    Talker m_sender;
};

/// Connects to the feed with nc, or sends to it with logger.
class VisitorPeer final : public LinesPeer
{
public:
    enum class Program { Netcat, Logger };
    explicit VisitorPeer(Program program) : m_program(program) {}
    QString start() override;
    QString address() const override;
    void give(int first, int count) override { send(items(first, count)); }
    std::optional<LawRules> law() const override;
    void givePayloads(const std::vector<LawPayload> &payloads) override;
    bool canBeKilled() const override { return false; }
    bool giveUnfinished(int number) override
    {
        send(items(number, 1).chopped(1));
        return true;
    }
    bool giveGarbage() override;
    bool mayLose() const override { return m_program == Program::Logger; }
    int portion() const override { return mayLose() ? 200 : 10'000; }

private:
    void send(const QByteArray &lines);

    Program m_program;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Talker>> m_visitors;
};

} // namespace livebelt::test
