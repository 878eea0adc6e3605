// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/irc/FakeServer.h"

#include "tests/support/ServerProcess.h"

namespace livebelt::test {

FakeServer::FakeServer() : m_port(ServerProcess::freePort())
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeServer::accept);
    listen();
}

void FakeServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++connections;
        m_socket = socket;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void FakeServer::read(QTcpSocket *socket)
{
    while (socket->canReadLine()) {
        const QByteArray line = socket->readLine();
        received += line;
        const QByteArrayList words = line.trimmed().split(' ');
        if (answer)
            socket->write(answer(words));
        if (words[0] == "NICK")
            m_nick = words[1];
        if (!capabilities.isEmpty() && line.startsWith("CAP LS"))
            socket->write(":fake CAP * LS :" + capabilities + "\r\n");
        else if (!capabilities.isEmpty() && line.startsWith("CAP REQ :"))
            socket->write(":fake CAP * ACK :" + line.mid(9));
        else if (!capabilities.isEmpty() && line.startsWith("CAP END"))
            socket->write(":fake 001 " + m_nick + " :Welcome\r\n:fake 005 " + m_nick + ' ' + support +
                          " :are supported by this server\r\n");
        else if (words[0] == "NICK" && isWelcoming && capabilities.isEmpty())
            socket->write(":fake 001 " + words[1] + " :Welcome\r\n");
        else if (words[0] == "JOIN" && isWelcoming)
            socket->write(":livebelt!u@h JOIN " + words[1] + "\r\n:fake 366 livebelt " + words[1] +
                          " :End of /NAMES list.\r\n");
        else if (words[0] == "PING" && answersPings)
            socket->write((clock.isEmpty() ? clock : "@time=" + clock + ' ') + ":fake PONG fake " + words[1] + "\r\n");
        else if (words[0] == "QUIT" && closesOnQuit)
            return socket->disconnectFromHost();
    }
}

void FakeServer::send(const QByteArray &bytes)
{
    if (m_socket)
        m_socket->write(bytes);
}

void FakeServer::hangUp()
{
    if (m_socket)
        m_socket->disconnectFromHost();
}

void FakeServer::vanish()
{
    m_server.close();
    if (m_socket)
        m_socket->abort();
}

} // namespace livebelt::test
