// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/wire/RawFrames.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <vector>

namespace livebelt::test {

/// The other side of a WebSocket by raw bytes, for what no real server can be made to do: says what it is told, and
/// keeps what it hears. One connection at a time counts, the newest.
class RawPeer : public QObject
{
    Q_OBJECT
public:
    RawPeer();
    QUrl url(const QString &path = QStringLiteral("/")) const;
    quint16 port() const { return m_server.serverPort(); }

    QByteArray answer = goodAnswer(); ///< to a request
    QByteArray then;                  ///< said in the same breath
    bool hangsUp = false;             ///< and then the connection is closed

    void write(const QByteArray &bytes);
    void hangUp();
    bool isOpen() const { return m_socket && m_socket->state() == QAbstractSocket::ConnectedState; }
    qint64 unsent() const { return m_socket ? m_socket->bytesToWrite() : 0; }
    bool hasAnswered() const { return m_hasAnswered; }
    const QByteArray &request() const { return m_request; } ///< up to its empty line
    int requests() const { return m_requests; }
    const std::vector<RawFrame> &frames() const { return m_frames; }

private:
    void accept();
    void read();

    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    QByteArray m_request, m_unread;
    std::vector<RawFrame> m_frames;
    bool m_hasAnswered = false;
    int m_requests = 0;
};

} // namespace livebelt::test
