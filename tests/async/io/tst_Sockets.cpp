// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include "tests/support/Certificates.h"
#include "tests/support/ServerProcess.h"
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Sockets.h>

#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

const QString host = u"127.0.0.1"_s;

Task<QString> outcome(Task<void> attempt)
{
    try {
        co_await std::move(attempt);
    } catch (const SocketError &error) {
        QString said = QString::number(int(error.code()));
        for (const QSslError &tls : error.tls())
            said += u" tls "_s + QString::number(int(tls.error()));
        co_return said;
    }
    co_return u"connected"_s;
}

Task<void> talk(QSslSocket *socket, quint16 port, QByteArray *answer)
{
    co_await connectEncrypted(socket, host, port);
    co_await write(socket, "GET / HTTP/1.0\r\n\r\n");
    auto answered = lines(socket, 1'000);
    auto first = co_await answered.next();
    if (first)
        *answer = first->bytes;
}

QSslConfiguration trusting(const QString &authority)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(authority));
    return configuration;
}

QString code(QAbstractSocket::SocketError error)
{
    return QString::number(int(error));
}

} // namespace

class tst_Sockets : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aListenerIsConnectedTo()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        QCOMPARE(run(outcome(connectTo(&socket, host, server.serverPort()))), u"connected"_s);
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void aPortNobodyListensOnRefuses()
    {
        QTcpSocket socket;
        QCOMPARE(run(outcome(connectTo(&socket, host, ServerProcess::freePort()))),
                 code(QAbstractSocket::ConnectionRefusedError));
        QCOMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void whatAPeerSaysBeforeItLeavesAtOnceIsRead()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, [&] {
            QTcpSocket *peer = server.nextPendingConnection();
            peer->write("busy\n");
            peer->disconnectFromHost();
        });
        QTcpSocket socket;
        QCOMPARE(run(outcome(connectTo(&socket, host, server.serverPort()))), u"connected"_s);
        QList<Line> said;
        run(collect(lines(&socket, 100), &said));
        QCOMPARE(said.value(0).bytes, "busy");
    }

    void droppingTheWaiterAbortsTheAttempt()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        {
            Scope scope;
            scope.spawn(connectTo(&socket, host, server.serverPort()));
            QVERIFY(socket.state() != QAbstractSocket::UnconnectedState);
        }
        QCOMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void abortingOrDestroyingTheSocketEndsTheWait()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        for (const bool encrypted : {false, true}) {
            for (const bool destroy : {false, true}) {
                auto socket = std::make_unique<QSslSocket>();
                std::optional<QString> said;
                Scope scope;
                scope.spawn(keep(outcome(encrypted ? connectEncrypted(socket.get(), host, server.serverPort())
                                                   : connectTo(socket.get(), host, server.serverPort())),
                                 &said));
                if (destroy)
                    socket.reset();
                else
                    socket->abort();
                QTRY_COMPARE(said, code(QAbstractSocket::OperationError));
            }
        }
        auto gone = std::make_unique<QTcpSocket>();
        Task<void> never = connectTo(gone.get(), host, 1);
        gone.reset();
        QCOMPARE(run(outcome(std::move(never))), code(QAbstractSocket::OperationError));
    }

    void aTrustedServerIsTalkedToAndAnUntrustedOneIsNot()
    {
        const Certificates certificates;
        QVERIFY2(certificates.isValid(), certificates.error());
        ServerProcess server(u"openssl"_s, u"openssl"_s);
        const quint16 port = ServerProcess::freePort();
        QVERIFY2(server.start({u"s_server"_s, u"-accept"_s, host + u':' + QString::number(port), u"-cert"_s,
                               certificates.certificate(Certificates::Kind::Good), u"-key"_s,
                               certificates.key(Certificates::Kind::Good), u"-www"_s, u"-quiet"_s},
                              port),
                 server.error());
        QByteArray answer;
        QSslSocket trusted;
        trusted.setSslConfiguration(trusting(certificates.authority()));
        run(talk(&trusted, port, &answer));
        QVERIFY2(answer.startsWith("HTTP/1.0 200"), answer);
        trusted.abort(); // the server serves one at a time
        QSslSocket untrusted;
        untrusted.setSslConfiguration(trusting(certificates.otherAuthority()));
        const QString said = run(outcome(connectEncrypted(&untrusted, host, port)));
        QVERIFY2(said.startsWith(code(QAbstractSocket::SslHandshakeFailedError) + u" tls"_s), qPrintable(said));
        QVERIFY(!untrusted.isEncrypted());
    }

    void aServerThatSpeaksNoTlsFailsTheHandshake()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, [&] { server.nextPendingConnection()->write("no TLS here\r\n"); });
        QSslSocket socket;
        const QString said = run(outcome(connectEncrypted(&socket, host, server.serverPort())));
        QVERIFY2(said != u"connected" && said != code(QAbstractSocket::OperationError), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(tst_Sockets)
#include "tst_Sockets.moc"
