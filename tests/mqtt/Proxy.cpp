// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/Proxy.h"

#include <QtEndian>

namespace livebelt::test {

namespace {
constexpr char socks = 5;
constexpr qsizetype socksHead = 5; // version, command, reserved, kind of address, its first byte
} // namespace

Proxy::Proxy()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &Proxy::take);
}

void Proxy::take()
{
    QTcpSocket *client = m_server.nextPendingConnection();
    connect(client, &QIODevice::readyRead, this, [this, client] { read(client); });
    connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
}

void Proxy::read(QTcpSocket *client)
{
    const QByteArray bytes = client->peek(1024);
    if (bytes.startsWith("CONNECT ") && bytes.contains("\r\n\r\n")) {
        client->skip(bytes.indexOf("\r\n\r\n") + 4);
        const QByteArray place = bytes.split(' ').at(1);
        const qsizetype colon = place.lastIndexOf(':');
        connectTo(client, QString::fromLatin1(place.first(colon)), place.sliced(colon + 1).toUShort(),
                  "HTTP/1.1 200 OK\r\n\r\n");
    } else if (bytes.startsWith(socks) && bytes.size() == 2 + quint8(bytes[1])) {
        client->skip(bytes.size());
        client->write(QByteArray::fromHex("0500")); // no password
    } else if (bytes.startsWith(socks) && bytes.size() > socksHead) {
        const bool isName = bytes[3] == 3;
        const qsizetype from = isName ? 5 : 4, size = isName ? quint8(bytes[4]) : 4;
        const QString host = isName ? QString::fromLatin1(bytes.sliced(from, size))
                                    : QHostAddress(qFromBigEndian<quint32>(bytes.constData() + from)).toString();
        client->skip(from + size + 2);
        connectTo(client, host, qFromBigEndian<quint16>(bytes.constData() + from + size),
                  QByteArray::fromHex("05000001000000000000"));
    }
}

void Proxy::connectTo(QTcpSocket *client, const QString &host, quint16 port, const QByteArray &answer)
{
    m_asked.append(host + QLatin1Char(':') + QString::number(port));
    disconnect(client, &QIODevice::readyRead, this, nullptr);
    auto *target = new QTcpSocket(client);
    connect(target, &QAbstractSocket::connected, client, [client, answer] { client->write(answer); });
    connect(client, &QIODevice::readyRead, target, [client, target] { target->write(client->readAll()); });
    connect(target, &QIODevice::readyRead, client, [client, target] { client->write(target->readAll()); });
    connect(target, &QAbstractSocket::errorOccurred, client, &QAbstractSocket::disconnectFromHost);
    target->connectToHost(host, port);
}

} // namespace livebelt::test
