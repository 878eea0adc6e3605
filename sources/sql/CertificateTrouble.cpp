// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/CertificateTrouble.h"

#include "sources/feed/ConnectionLog.h"

#include <QtEndian>

namespace livebelt {

namespace {

constexpr int patience = 3000; // milliseconds, for each step

/// PostgreSQL's SSLRequest, and its answer ("Message Flow: SSL Session Encryption").
bool askPostgres(QSslSocket &socket)
{
    socket.write(QByteArray::fromHex("0000000804d2162f"));
    return socket.waitForReadyRead(patience) && socket.read(1) == "S";
}

/// MySQL's SSLRequest, behind the greeting ("Connection Phase").
bool askMaria(QSslSocket &socket)
{
    constexpr quint32 protocol41 = 0x200, tls = 0x800, secureConnection = 0x8000;
    constexpr qsizetype headerSize = 4, requestSize = 32;
    while (socket.bytesAvailable() < headerSize) {
        if (!socket.waitForReadyRead(patience))
            return false;
    }
    const QByteArray header = socket.read(headerSize);
    const auto size = qint64(qFromLittleEndian<quint32>(header.constData()) & 0xffffff);
    while (socket.bytesAvailable() < size) {
        if (!socket.waitForReadyRead(patience))
            return false;
    }
    socket.read(size);
    QByteArray request(headerSize + requestSize, '\0');
    request[0] = char(requestSize);
    request[3] = 1; // the second packet
    qToLittleEndian<quint32>(protocol41 | tls | secureConnection, request.data() + headerSize);
    request[headerSize + 7] = 1;  // packets of up to 16 MB
    request[headerSize + 8] = 45; // utf8mb4
    socket.write(request);
    return socket.waitForBytesWritten(patience);
}

} // namespace

QString certificateTrouble(const SqlAddress &address, const NetworkOptions &options)
{
    const Result<QSslConfiguration> tls = options.tls();
    if (!tls)
        return tls.error();
    QSslSocket socket;
    QList<QSslError> errors;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket, [&errors](const QList<QSslError> &e) { errors = e; });
    socket.setSslConfiguration(*tls);
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.setPeerVerifyName(address.host);
    socket.connectToHost(address.host, quint16(address.port));
    const bool isPostgres = address.database == SqlDatabase::PostgreSql;
    if (!socket.waitForConnected(patience) || !(isPostgres ? askPostgres(socket) : askMaria(socket)))
        return {};
    socket.startClientEncryption();
    if (socket.waitForEncrypted(patience)) {
        if (const async::PeerCheck check = options.peerCheck())
            errors = check(socket);
    }
    socket.abort();
    if (errors.isEmpty())
        return {};
    const async::SocketError error(QAbstractSocket::SslHandshakeFailedError, {}, errors);
    return connectionProblem(error, address.host, quint16(address.port));
}

} // namespace livebelt
