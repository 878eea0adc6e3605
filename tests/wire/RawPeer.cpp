// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/RawPeer.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

RawPeer::RawPeer()
{
    connect(&m_server, &QTcpServer::newConnection, this, &RawPeer::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port is to be had");
}

QUrl RawPeer::url(const QString &path) const
{
    return QUrl(u"ws://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path));
}

void RawPeer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_socket)
            m_socket->disconnect(this);
        m_socket = socket;
        m_request.clear();
        m_unread.clear();
        m_frames.clear();
        m_hasAnswered = false;
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QIODevice::readyRead, this, &RawPeer::read);
    }
}

void RawPeer::read()
{
    m_unread += m_socket->readAll();
    if (!m_hasAnswered) {
        const qsizetype end = m_unread.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        m_request = m_unread.left(end);
        m_unread.remove(0, end + 4);
        m_hasAnswered = true;
        ++m_requests;
        write(QByteArray(answer).replace("{accept}", acceptFor(m_request)) + then);
        if (hangsUp)
            hangUp();
    }
    while (auto frame = takeFrame(m_unread))
        m_frames.push_back(*std::move(frame));
}

void RawPeer::write(const QByteArray &bytes)
{
    if (m_socket)
        m_socket->write(bytes);
}

void RawPeer::hangUp()
{
    if (m_socket)
        m_socket->disconnectFromHost();
}

} // namespace livebelt::test
