// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/nats/NatsServer.h"

#include "tests/support/WaitUntil.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace livebelt::test {

using namespace Qt::StringLiterals;

NatsServer::NatsServer() : m_server(u"/usr/sbin/nats-server"_s, u"nats-server"_s), m_port(ServerProcess::freePort()) {}
NatsServer::~NatsServer() = default;

bool NatsServer::start()
{
    QFile configuration(file(u"nats.conf"_s));
    if (!configuration.open(QFile::WriteOnly))
        return false;
    configuration.write("listen: 127.0.0.1:" + QByteArray::number(m_port) + "\njetstream { store_dir: \"" +
                        file(u"store"_s).toUtf8() + "\" }\n" + m_lines);
    configuration.close();
    return m_server.start({u"-c"_s, configuration.fileName()}, m_port);
}

void NatsServer::kill()
{
    m_client.reset();
    m_server.kill();
}

void NatsServer::stop()
{
    m_client.reset();
    m_server.stop();
}

QString NatsServer::url(const QString &rest, const QString &scheme) const
{
    return u"%1://127.0.0.1:%2/%3"_s.arg(scheme).arg(m_port).arg(rest);
}

bool NatsServer::connectClient()
{
    if (m_client && m_client->state() == QTcpSocket::ConnectedState)
        return true;
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(u"127.0.0.1"_s, m_port);
    if (!m_client->waitForConnected())
        return false;
    m_client->write("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}\r\n");
    return flush();
}

void NatsServer::publish(const QByteArray &subject, const QByteArray &payload, const QByteArray &headers,
                         const QByteArray &reply)
{
    if (!connectClient())
        return;
    const QByteArray to = subject + (reply.isEmpty() ? QByteArray() : ' ' + reply);
    if (headers.isEmpty()) {
        m_client->write("PUB " + to + ' ' + QByteArray::number(payload.size()) + "\r\n" + payload + "\r\n");
        return;
    }
    const QByteArray head = "NATS/1.0\r\n" + headers + "\r\n";
    m_client->write("HPUB " + to + ' ' + QByteArray::number(head.size()) + ' ' +
                    QByteArray::number(head.size() + payload.size()) + "\r\n" + head + payload + "\r\n");
}

void NatsServer::hear()
{
    if (m_client->bytesAvailable() == 0 && !m_client->waitForReadyRead(10'000))
        return;
    m_heard += m_client->readAll();
}

bool NatsServer::flush()
{
    m_heard.replace("PONG\r\n", "");
    m_client->write("PING\r\n");
    for (int i = 0; i < 1'000 && !m_heard.contains("PONG\r\n"); ++i) {
        hear();
        if (m_client->state() != QTcpSocket::ConnectedState)
            return false;
    }
    return m_heard.contains("PONG\r\n");
}

void NatsServer::listen(const QByteArray &subject)
{
    if (connectClient())
        m_client->write("SUB " + subject + " 1\r\n");
    flush();
}

QByteArray NatsServer::request(const QByteArray &subject, const QByteArray &payload)
{
    if (!connectClient())
        return {};
    const QByteArray number = QByteArray::number(++m_requests);
    const QByteArray inbox = "_INBOX.test." + number;
    m_client->write("SUB " + inbox + " 9" + number + "\r\n");
    m_heard.clear();
    publish(subject, payload, {}, inbox);
    for (int i = 0; i < 1'000 && !m_heard.contains(inbox); ++i)
        hear();
    flush();
    const qsizetype at = m_heard.indexOf("\r\n", m_heard.indexOf(inbox)) + 2;
    return m_heard.mid(at, m_heard.indexOf("\r\n", at) - at);
}

bool NatsServer::makeStream(const QByteArray &name, const QByteArray &subjects, const QByteArray &options)
{
    const QByteArray answer =
        request("$JS.API.STREAM.CREATE." + name,
                "{\"name\":\"" + name + "\",\"subjects\":[\"" + subjects + "\"],\"storage\":\"file\"" + options + '}');
    return answer.contains("\"created\"");
}

qint64 NatsServer::consumerNumber(const QByteArray &stream, const QByteArray &consumer, const QString &name)
{
    const QByteArray answer = request("$JS.API.CONSUMER.INFO." + stream + '.' + consumer, {});
    return QJsonDocument::fromJson(answer).object()[name].toInteger(-1);
}

} // namespace livebelt::test
