// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/feed/ConnectedFeed.h"
#include "tests/matrix/FeedMatrix.h"
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Sockets.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <charconv>

using namespace Qt::StringLiterals;

namespace livebelt::test {

namespace {

/// The smallest connection there can be: every line is a record.
class LineConnection final : public Connection
{
public:
    LineConnection(quint16 port, ConnectionLog &log) : m_port(port), m_log(log) {}

    async::AsyncIterator<Record> run() override
    {
        bool isUp = false;
        try {
            co_await async::connectTo(&m_socket, u"127.0.0.1"_s, m_port);
            isUp = true;
        } catch (const async::SocketError &error) {
            m_why = connectionProblem(error, u"127.0.0.1"_s, m_port);
        }
        if (!isUp)
            co_return;
        Record up = m_log.connected();
        co_yield std::move(up);
        auto lines = async::lines(&m_socket, 1000);
        while (auto line = co_await lines.next()) {
            if (line->bytes == "go away") {
                m_kind = Ending::Kind::Refused;
                m_why = u"You are not wanted"_s;
                co_return;
            }
            Record record;
            record.received = nowMicros();
            record.text = line->bytes;
            co_yield std::move(record);
        }
        m_why = u"The connection was lost"_s;
    }
    async::Task<void> goodbye() override
    {
        m_socket.abort();
        co_return;
    }
    Ending ending() const override { return {m_kind, m_why}; }

private:
    quint16 m_port;
    ConnectionLog &m_log;
    QTcpSocket m_socket;
    Ending::Kind m_kind = Ending::Kind::Lost;
    QString m_why;
};

class LinePeer final : public MatrixPeer
{
public:
    FeedKind kind() const override
    {
        FeedKind kind;
        kind.open = [](const FeedAddress &address, const Credentials &) -> Result<std::unique_ptr<Feed>> {
            const quint16 port = address.port(0);
            auto connect = [port](ConnectionLog &log) { return std::make_unique<LineConnection>(port, log); };
            return std::unique_ptr<Feed>(
                std::make_unique<ConnectedFeed>(u"the peer"_s, connect, async::Backoff(std::chrono::milliseconds(20))));
        };
        return kind;
    }
    QString start() override
    {
        m_server = std::make_unique<QTcpServer>();
        QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection()) {
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                if (m_refuses)
                    socket->write("go away\n");
            }
        });
        if (!m_server->listen(QHostAddress::LocalHost, m_port))
            return m_server->errorString();
        m_port = m_server->serverPort();
        return {};
    }
    QString address() const override { return u"line://127.0.0.1:%1"_s.arg(m_port); }
    void give(int first, int count) override
    {
        QByteArray lines;
        for (int i = first; i < first + count; ++i)
            lines += "n " + QByteArray::number(i) + '\n';
        write(lines);
    }
    bool isReady(const Records &records) const override
    {
        return !records.empty() && noticeType(records.back()) != NoticeType::Disconnected &&
               !m_server->findChildren<QTcpSocket *>().isEmpty();
    }
    std::optional<int> number(const Record &record) const override
    {
        int number = 0;
        const QByteArray &text = record.text;
        if (!text.startsWith("n ") || record.kind == RecordKind::Notice)
            return std::nullopt;
        std::from_chars(text.begin() + 2, text.end(), number);
        return number;
    }
    void kill() override { m_server.reset(); }
    QByteArray refuse() override
    {
        m_refuses = true;
        write("go away\n");
        return "not wanted";
    }
    QString letIn() override
    {
        m_refuses = false;
        return {};
    }
    bool giveGarbage() override
    {
        write(QByteArray(5000, '\0') + "\xff\n");
        return true;
    }

private:
    void write(const QByteArray &bytes)
    {
        const auto sockets = m_server->findChildren<QTcpSocket *>();
        for (QTcpSocket *socket : sockets)
            socket->write(bytes);
    }

    std::unique_ptr<QTcpServer> m_server;
    quint16 m_port = 0;
    bool m_refuses = false;
};

} // namespace

} // namespace livebelt::test

/// The list itself, and ConnectedFeed with it, on the smallest kind there can be.
int main(int argc, char *argv[])
{
    return livebelt::test::runMatrix(argc, argv, [] { return std::make_unique<livebelt::test::LinePeer>(); });
}
