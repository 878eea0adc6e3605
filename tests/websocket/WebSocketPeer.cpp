// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/websocket/WebSocketPeer.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/websocket/WebSocketKind.h"
#include "tests/support/WaitUntil.h"

namespace livebelt::test {

using namespace Qt::StringLiterals;

QString webSocketAddress(quint16 port, const QString &path, const QString &options)
{
    return u"ws://127.0.0.1:%1"_s.arg(port) + path + (options.isEmpty() ? options : u'#' + options);
}

WebSocketPeer::WebSocketPeer(Program program) : m_program(program) {}

FeedKind WebSocketPeer::kind() const
{
    return webSocketKind();
}

QString WebSocketPeer::start()
{
    if (m_port == 0) {
        m_port = ServerProcess::freePort();
        m_controlPort = ServerProcess::freePort();
    }
    const QString directory = QStringLiteral(PEER_DIRECTORY);
    QStringList arguments;
    if (m_program == Program::Python) {
        m_process = std::make_unique<ServerProcess>(u"/usr/bin/python3"_s, u"python3-websockets"_s);
        arguments = {directory + u"/peer.py"_s, QString::number(m_port), QString::number(m_controlPort)};
    } else {
        m_process = std::make_unique<ServerProcess>(u"/usr/bin/env"_s, u"node-ws"_s);
        arguments = {u"NODE_PATH=/usr/share/nodejs"_s, u"node"_s, directory + u"/peer.js"_s, QString::number(m_port),
                     QString::number(m_controlPort)};
    }
    if (!m_process->start(arguments + m_tls, m_port))
        return QString::fromUtf8(m_process->error());
    m_control = std::make_unique<QTcpSocket>();
    QObject::connect(m_control.get(), &QIODevice::readyRead, m_control.get(), [this] {
        while (m_control->canReadLine())
            m_answer = m_control->readLine().trimmed();
    });
    m_control->connectToHost(QHostAddress::LocalHost, m_controlPort);
    const bool isUp = waitUntil([this] { return m_control->state() == QAbstractSocket::ConnectedState; }, 30'000);
    return isUp ? QString() : u"the server does not answer: "_s + m_control->errorString();
}

void WebSocketPeer::give(int first, int count)
{
    m_control->write("give " + QByteArray::number(first) + ' ' + QByteArray::number(count) + '\n');
}

bool WebSocketPeer::isReady(const Records &records) const
{
    return isConnected(records);
}

std::optional<int> WebSocketPeer::number(const Record &record) const
{
    return numberInText(record);
}

void WebSocketPeer::kill()
{
    m_process->kill();
    m_control.reset();
}

QByteArray WebSocketPeer::refuse()
{
    return tell(u"refuse 403"_s) ? "403" : "the server does not obey";
}

QString WebSocketPeer::letIn()
{
    return tell(u"refuse 0"_s) ? QString() : u"the server does not obey"_s;
}

bool WebSocketPeer::giveGarbage()
{
    m_control->write("garbage\n");
    return true;
}

QString WebSocketPeer::url(QStringView path) const
{
    return u"%1://127.0.0.1:%2%3"_s.arg(m_tls.isEmpty() ? u"ws"_s : u"wss"_s).arg(m_port).arg(path);
}

bool WebSocketPeer::tell(const QString &command)
{
    m_answer.clear();
    m_control->write(command.toUtf8() + '\n');
    return waitUntil([&] { return m_answer == "done " + command.toUtf8(); }, 30'000);
}

void WebSocketPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    for (const LawPayload &payload : payloads) {
        const QByteArray hex = payload.bytes.isEmpty() ? "-" : payload.bytes.toHex();
        tell(QString::fromLatin1((isValidUtf8(payload.bytes) ? "fragments " : "binary ") + hex));
    }
}

} // namespace livebelt::test
