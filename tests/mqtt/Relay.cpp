// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/Relay.h"

namespace livebelt::test {

Relay::Relay(quint16 target) : m_target(target)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &Relay::take);
}

void Relay::take()
{
    QTcpSocket *near = m_server.nextPendingConnection();
    auto *far = new QTcpSocket(near);
    far->connectToHost(QHostAddress::LocalHost, m_target);
    connect(near, &QIODevice::readyRead, far, [near, far] { far->write(near->readAll()); });
    connect(far, &QIODevice::readyRead, near, [this, near, far] { forward(far, near); });
    connect(far, &QAbstractSocket::disconnected, near, &QAbstractSocket::disconnectFromHost);
    connect(near, &QAbstractSocket::disconnected, near, &QObject::deleteLater);
}

void Relay::forward(QTcpSocket *from, QTcpSocket *to)
{
    const QByteArray bytes = from->readAll();
    if (m_left == 0 || bytes.size() < m_left) {
        if (m_left > 0)
            m_left -= bytes.size();
        to->write(bytes);
        return;
    }
    to->write(bytes.first(m_left)); // in the middle of a packet, as it happens
    to->flush();
    m_left = 0;
    ++m_cuts;
    cut();
}

void Relay::cut()
{
    for (QTcpSocket *near : m_server.findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly))
        near->abort();
}

} // namespace livebelt::test
