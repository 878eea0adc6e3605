// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/RawPeer.h"

#include "tests/support/WaitUntil.h"

#include <QTcpSocket>
#include <memory>
#include <sys/socket.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

RawPeer::RawPeer()
{
    m_server.listen(QHostAddress::LocalHost);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            take(socket);
    });
}

QString RawPeer::url(const QString &kind, const QString &options) const
{
    const QString url = u"%1+http://127.0.0.1:%2/path"_s.arg(kind).arg(port());
    return options.isEmpty() ? url : url + u'#' + options;
}

bool RawPeer::waitForRequests(qsizetype count) const
{
    return waitUntil([this, count] { return m_requests.size() >= count; }, 30'000);
}

void RawPeer::take(QTcpSocket *socket)
{
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    const auto received = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
        *received += socket->readAll();
        const qsizetype end = received->indexOf("\r\n\r\n");
        const qsizetype length = received->indexOf("Content-Length: ");
        const qsizetype body = length < 0 ? 0 : received->mid(length + 16, 10).split('\r')[0].toLongLong();
        if (end < 0 || received->size() < end + 4 + body)
            return;
        m_requests.append(*received);
        received->clear();
        const Answer answer = m_answers[std::min(m_requests.size(), m_answers.size()) - 1];
        socket->write(answer.bytes);
        socket->flush();
        if (answer.then == Then::Reset) {
            const linger now{1, 0};
            ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
            socket->abort();
        } else if (answer.then == Then::Close) {
            socket->disconnectFromHost();
        }
    });
}

QByteArray whole(const QByteArray &type, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

QByteArray cut(const QByteArray &type, const QByteArray &body, qsizetype after, const QByteArray &headers)
{
    return whole(type, body, headers).chopped(body.size() - after);
}

} // namespace livebelt::test
