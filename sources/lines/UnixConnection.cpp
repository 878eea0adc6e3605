// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/UnixConnection.h"

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
/// More than this waits in the kernel, and the writer waits.
constexpr qint64 readBuffer = 256 * 1024;
} // namespace

UnixConnection::UnixConnection(QString path, const ItemOptions &items, ConnectionLog &log)
    : StreamConnection(items, log), m_path(std::move(path))
{
    m_socket.setReadBufferSize(readBuffer);
}

async::Task<bool> UnixConnection::open()
{
    async::Event changed;
    bool isConnected = false;
    bool hasFailed = false;
    const async::ScopedConnection up = QObject::connect(&m_socket, &QLocalSocket::connected, [&] {
        isConnected = true;
        changed.set();
    });
    const auto failed = [&] {
        hasFailed = true;
        changed.set();
    };
    const async::ScopedConnection error = QObject::connect(&m_socket, &QLocalSocket::errorOccurred, failed);
    const async::ScopedConnection closed = QObject::connect(&m_socket, &QIODevice::aboutToClose, failed);
    if (m_path.startsWith(u'@')) {
        m_socket.setSocketOptions(QLocalSocket::AbstractNamespaceOption);
        m_socket.connectToServer(m_path.mid(1));
    } else {
        m_socket.connectToServer(m_path);
    }
    while (!isConnected && !hasFailed)
        co_await changed.wait();
    if (!isConnected)
        fail(Ending::Kind::Lost, problem());
    co_return isConnected;
}

QString UnixConnection::problem() const
{
    switch (m_socket.error()) {
    case QLocalSocket::ServerNotFoundError:
        return u"There is no socket %1: is the program running that makes it?"_s.arg(m_path);
    case QLocalSocket::ConnectionRefusedError:
        return u"Nobody listens on the socket %1: start the program that does"_s.arg(m_path);
    case QLocalSocket::SocketAccessError:
        return u"You may not connect to %1: ask its owner for the right to write to it"_s.arg(m_path);
    case QLocalSocket::PeerClosedError:
        return u"The program behind %1 closed the connection"_s.arg(m_path);
    default:
        return u"No connection to %1: %2"_s.arg(m_path, m_socket.errorString());
    }
}

void UnixConnection::drop()
{
    if (m_socket.bytesToWrite() > 0) // a person has just sent it
        m_socket.flush();
    m_socket.abort();
}

Ending UnixConnection::lost() const
{
    if (m_socket.error() == QLocalSocket::UnknownSocketError)
        return {Ending::Kind::Lost, u"The connection to %1 was lost"_s.arg(m_path)};
    return {Ending::Kind::Lost, problem()};
}

} // namespace livebelt
