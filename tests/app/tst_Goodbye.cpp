// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/GoodbyePeers.h"
#include "tests/app/GoodbyeProgram.h"
#include "tests/sql/PostgresServer.h"
#include "tests/support/Certificates.h"
#include "tests/support/ServerProcess.h"

#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>
#include <QUdpSocket>
#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int few = 1'000;      // what a socket's buffer holds, though nobody reads
constexpr int many = 1'000'000; // what none holds

QByteArray lines(int count)
{
    QByteArray all;
    for (int i = 1; i <= count; ++i)
        all += "n " + QByteArray::number(i) + '\n';
    return all;
}

/// How many bytes the other side's kernel has not taken yet.
qint64 unsent(QTcpSocket &socket)
{
    int bytes = 0;
    ::ioctl(int(socket.socketDescriptor()), SIOCOUTQ, &bytes);
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return bytes + socket.bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

} // namespace

/// A program that is told to stop stores what had arrived by then, or counts it: it is held (SIGSTOP) while the other
/// side speaks, so that nothing but the kernel has it, and then told to stop.
class tst_Goodbye : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void whatTheKernelHasIsStored_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("count");
        for (const char *kind : {"sse", "ndjson", "poll", "websocket", "irc", "twitch", "mqtt", "tcp", "listen-tcp"}) {
            QTest::newRow(kind) << QByteArray(kind) << few;
            if (QByteArray(kind) != "poll") // whose page is there, or not
                QTest::addRow("%s, flooded", kind) << QByteArray(kind) << many;
        }
        QTest::newRow("tls") << QByteArray("tls") << few;
    }

    void whatTheKernelHasIsStored()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, count);
        const bool listens = kind == "listen-tcp", isTls = kind == "tls";
        const std::shared_ptr<GoodbyePeer> peer = goodbyePeer(isTls ? QByteArray("tcp") : kind);
        const std::unique_ptr<QTcpServer> server = isTls ? encryptedServer() : std::make_unique<QTcpServer>();
        QVERIFY(server->listen(QHostAddress::LocalHost));
        const quint16 port = listens ? ServerProcess::freePort() : server->serverPort();
        QPointer<QTcpSocket> socket;
        QTcpSocket client;
        QByteArray heard;
        connect(server.get(), &QTcpServer::pendingConnectionAvailable, server.get(), [&] {
            socket = server->nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, server.get(), [&] {
                heard += socket->readAll();
                socket->write(peer->answer(heard));
            });
        });
        GoodbyeProgram program;
        program.start(isTls ? u"tls://localhost:%1?ca=%2"_s.arg(port).arg(m_certificates.authority())
                            : peer->address(port));
        const auto isReady = [&] {
            if (listens && client.state() == QAbstractSocket::UnconnectedState)
                client.connectToHost(QHostAddress::LocalHost, port);
            if (listens && client.state() == QAbstractSocket::ConnectedState)
                socket = &client;
            return socket && peer->isReady && (peer->answersLate() || program.stored().isConnected);
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isReady(), heard.constData(), 30'000);
        QVERIFY(program.hold());

        std::vector<qint64> ends{0}; // of each item, within what is written
        QByteArray all = peer->before(count);
        for (int i = 1; i <= count; ++i) {
            all += peer->item(i);
            ends.push_back(all.size());
        }
        all += peer->behind();
        socket->write(all);
        qint64 left = -1;
        int looks = 0; // that found the same
        const auto isSettled = [&] {
            const qint64 before = std::exchange(left, unsent(*socket));
            looks = left == before && left < all.size() ? looks + 1 : 0;
            return looks > 5;
        };
        if (count == few)
            QTRY_COMPARE_WITH_TIMEOUT(unsent(*socket), 0, 30'000);
        else
            QTRY_VERIFY_WITH_TIMEOUT(isSettled(), 30'000);
        const qint64 taken = all.size() - unsent(*socket);
        const auto arrived = int(std::upper_bound(ends.begin(), ends.end(), taken) - ends.begin()) - 1;
        QVERIFY(count == few ? arrived == few : arrived > few && arrived < many);
        QVERIFY2(program.stop(), program.said);

        const auto stored = program.stored();
        qInfo() << "arrived" << arrived << "stored" << stored.numbers.size() << "up to" << stored.highest() << "dropped"
                << stored.books.dropped;
        QVERIFY2(stored.books.addUp(), program.said);
        QVERIFY(qint64(stored.numbers.size() + stored.books.dropped) >= arrived);
        QVERIFY(stored.highest() >= arrived);
    }

    void whatALocalSideHasSaidIsStored_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("count");
        QTest::newRow("unix") << QByteArray("unix") << few;
        QTest::newRow("udp") << QByteArray("udp") << 200; // what the kernel keeps of datagrams
        QTest::newRow("exec") << QByteArray("exec") << few;
        QTest::newRow("pipe") << QByteArray("pipe") << few;
        QTest::newRow("file") << QByteArray("file") << 100 * few;
        QTest::newRow("serial") << QByteArray("serial") << 300; // what a terminal keeps
    }

    void whatALocalSideHasSaidIsStored()
    {
        QFETCH(QByteArray, kind);
        QFETCH(int, count);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"it"_s);
        const QByteArray name = QFile::encodeName(path);
        QLocalServer server;
        const quint16 port = ServerProcess::freePort();
        int descriptor = -1; // to write to
        QString address;
        if (kind == "unix") {
            QVERIFY(server.listen(path));
            address = u"unix:"_s + path;
        } else if (kind == "udp") {
            address = u"listen-udp://:%1"_s.arg(port);
        } else if (kind == "serial") {
            descriptor = ::posix_openpt(O_RDWR | O_NOCTTY);
            QVERIFY(descriptor >= 0 && ::grantpt(descriptor) == 0 && ::unlockpt(descriptor) == 0);
            address = u"serial:"_s + QFile::decodeName(::ptsname(descriptor));
        } else if (kind == "file") {
            descriptor = ::open(name.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
            address = u"file:"_s + path;
        } else {
            QCOMPARE(::mkfifo(name.constData(), 0600), 0);
            descriptor = ::open(name.constData(), O_RDWR | O_CLOEXEC);
            address = (kind == "exec" ? u"exec:cat "_s : u"file:"_s) + path;
        }
        GoodbyeProgram program;
        program.start(address);
        QTRY_VERIFY_WITH_TIMEOUT(program.stored().isConnected, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(kind != "unix" || server.hasPendingConnections(), 30'000);
        QVERIFY(program.hold());
        if (kind == "udp") {
            QUdpSocket socket;
            for (const QByteArray &line : lines(count).trimmed().split('\n'))
                QCOMPARE(socket.writeDatagram(line, QHostAddress::LocalHost, port), line.size());
        } else if (kind == "unix") {
            QLocalSocket *socket = server.nextPendingConnection();
            socket->write(lines(count));
            QTRY_COMPARE_WITH_TIMEOUT(socket->bytesToWrite(), 0, 30'000);
        } else {
            const QByteArray all = lines(count);
            QCOMPARE(::write(descriptor, all.constData(), size_t(all.size())), all.size());
        }
        int inPipe = 1; // that the program's child has not taken
        const auto isTaken = [&] {
            return kind != "exec" || (::ioctl(descriptor, FIONREAD, &inPipe) == 0 && inPipe == 0);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTaken(), 30'000);
        QVERIFY2(program.stop(), program.said);
        if (descriptor >= 0)
            ::close(descriptor);
        const auto stored = program.stored();
        QVERIFY2(stored.books.addUp(), program.said);
        QCOMPARE(int(stored.numbers.size() + stored.books.dropped), count);
    }

    void whatADatabaseHasAnnouncedIsStored()
    {
        PostgresServer server;
        QVERIFY2(server.start(), server.error());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LIVEBELT_PASSWORD"_s, PostgresServer::credentials().password);
        GoodbyeProgram program;
        program.start(server.address(u"listen=ch"_s), environment);
        QTRY_VERIFY_WITH_TIMEOUT(program.stored().isConnected, 30'000);
        const auto isHeard = [&] {
            server.sql("NOTIFY ch, 'n 1'");
            return program.stored().numbers.size() == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHeard(), 30'000);
        QVERIFY(program.hold());
        QByteArray statements;
        qint64 bytes = 0;
        for (int i = 1; i <= few; ++i) {
            const QByteArray payload = "n " + QByteArray::number(i);
            statements += "NOTIFY ch, '" + payload + "';\n";
            bytes += 13 + payload.size(); // of a NotificationResponse
        }
        server.sql(statements);
        QTRY_VERIFY_WITH_TIMEOUT(unread(server.port()) >= bytes, 30'000);
        QVERIFY2(program.stop(), program.said);
        const auto stored = program.stored();
        QCOMPARE(int(stored.numbers.size()), few);
        QVERIFY(stored.books.addUp());
    }

private:
    std::unique_ptr<QTcpServer> encryptedServer() const
    {
        const auto kind = Certificates::Kind::Good;
        QSslConfiguration configuration;
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(m_certificates.certificate(kind)));
        QFile key(m_certificates.key(kind));
        if (key.open(QIODevice::ReadOnly))
            configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(configuration);
        return server;
    }

    /// What waits in the kernel for those who are connected to a port of this machine.
    static qint64 unread(quint16 port)
    {
        QFile table(u"/proc/net/tcp"_s);
        if (!table.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray remote = ':' + QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
        qint64 bytes = 0;
        for (const QByteArray &line : table.readAll().split('\n')) {
            const QByteArrayList fields = line.simplified().split(' ');
            if (fields.size() > 4 && fields[2].endsWith(remote))
                bytes += fields[4].split(':').last().toLongLong(nullptr, 16);
        }
        return bytes;
    }

    const Certificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_Goodbye)
#include "tst_Goodbye.moc"
