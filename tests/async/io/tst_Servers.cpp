// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Servers.h>

#include <QNetworkDatagram>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

template<typename Socket>
Task<void> echo(std::unique_ptr<Socket> socket)
{
    auto pieces = chunks(socket.get());
    while (auto piece = co_await pieces.next())
        co_await write(socket.get(), *piece);
}

template<typename Server>
Task<void> serve(Server *server, int *served)
{
    Scope scope;
    auto clients = connections(server);
    while (auto client = co_await clients.next()) {
        ++*served;
        scope.spawn(echo(std::move(*client)));
    }
    *served = -*served;
}

Task<void> collect(QUdpSocket *socket, QByteArrayList *received)
{
    auto arriving = datagrams(socket);
    while (auto datagram = co_await arriving.next())
        received->append(datagram->data());
    received->append("end");
}

Task<void> one(AsyncIterator<std::unique_ptr<QTcpSocket>> *clients, int *taken)
{
    auto client = co_await clients->next();
    *taken += bool(client);
}

} // namespace

class tst_Servers : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachConnectionIsServed()
    {
        auto server = std::make_unique<QTcpServer>();
        QVERIFY(server->listen(QHostAddress::LocalHost));
        int served = 0;
        Scope scope;
        scope.spawn(serve(server.get(), &served));
        std::array<QTcpSocket, 3> clients;
        for (QTcpSocket &client : clients) {
            client.connectToHost(QHostAddress::LocalHost, server->serverPort());
            client.write("plate");
        }
        for (QTcpSocket &client : clients)
            QVERIFY(runUntil([&] { return client.bytesAvailable() == 5; }));
        QCOMPARE(served, 3);
        server.reset(); // ends the stream
        QVERIFY(runUntil([&] { return served == -3; }));
    }

    void localConnectionsLikewise()
    {
        const QTemporaryDir folder;
        auto server = std::make_unique<QLocalServer>();
        QVERIFY(server->listen(folder.filePath(u"socket"_s)));
        int served = 0;
        Scope scope;
        scope.spawn(serve(server.get(), &served));
        QLocalSocket client;
        client.connectToServer(server->fullServerName());
        client.write("plate");
        QVERIFY(runUntil([&] { return client.bytesAvailable() == 5; }));
        server.reset();
        QVERIFY(runUntil([&] { return served == -1; }));
    }

    void aConnectionThatNobodyAwaitedIsStillThere()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        auto clients = connections(&server);
        int taken = 0;
        auto scope = std::make_unique<Scope>();
        scope->spawn(one(&clients, &taken));
        settle();
        scope.reset(); // the wait is cancelled
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        QVERIFY(runUntil([&] { return client.state() == QAbstractSocket::ConnectedState; }));
        QVERIFY(runUntil([&] { return server.hasPendingConnections(); }));
        Scope again;
        again.spawn(one(&clients, &taken));
        QVERIFY(runUntil([&] { return taken == 1; }));
    }

    void datagramsComeWholeAndInOrder()
    {
        QUdpSocket socket;
        QVERIFY(socket.bind(QHostAddress::LocalHost));
        QByteArrayList received;
        Scope scope;
        scope.spawn(collect(&socket, &received));
        QUdpSocket sender;
        for (const QByteArray &plate : QByteArrayList{"one", "two", "", "three"})
            QCOMPARE(sender.writeDatagram(plate, QHostAddress::LocalHost, socket.localPort()), plate.size());
        QVERIFY(runUntil([&] { return received.size() == 4; }));
        socket.close();
        QVERIFY(runUntil([&] { return received.size() == 5; }));
        QCOMPARE(received, (QByteArrayList{"one", "two", "", "three", "end"}));
    }
};

QTEST_GUILESS_MAIN(tst_Servers)
#include "tst_Servers.moc"
