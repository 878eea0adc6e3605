// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mqtt/Broker.h"

#include <QFile>
#include <QSignalSpy>
#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

Broker::Broker() : m_server(u"/usr/sbin/mosquitto"_s, u"mosquitto"_s), m_port(ServerProcess::freePort()) {}

void Broker::serveTls(const QString &certificate, const QString &key)
{
    configure("certfile " + certificate.toUtf8());
    configure("keyfile " + key.toUtf8());
}

void Broker::wantCertificates(const QString &authority)
{
    configure("require_certificate true");
    configure("cafile " + authority.toUtf8());
}

void Broker::serveWebSockets(const QString &certificate, const QString &key)
{
    m_webSocketPort = ServerProcess::freePort();
    m_webSocketLines = "listener " + QByteArray::number(m_webSocketPort) + " 127.0.0.1\nprotocol websockets\n";
    if (!certificate.isEmpty())
        m_webSocketLines += "certfile " + certificate.toUtf8() + "\nkeyfile " + key.toUtf8() + '\n';
}

void Broker::wantPassword(const QString &user, const QString &password)
{
    const QString path = file(u"passwords"_s);
    QProcess::execute(u"mosquitto_passwd"_s, {u"-b"_s, u"-c"_s, path, user, password});
    configure("allow_anonymous false");
    configure("password_file " + path.toUtf8());
}

bool Broker::start()
{
    QByteArray text = "listener " + QByteArray::number(m_port) + " 127.0.0.1\n";
    text += m_keepsSessions ? "persistence true\npersistence_location " + file(QString()).toUtf8() + '\n'
                            : "persistence false\n";
    text += "max_queued_messages 0\nmax_inflight_messages 0\nlog_type error\n";
    if (geteuid() == 0)
        text += "user root\n"; // or it becomes one who may not read the test's directory
    if (!m_lines.contains("allow_anonymous"))
        text += "allow_anonymous true\n";
    QFile configuration(file(u"mosquitto.conf"_s));
    if (!configuration.open(QFile::WriteOnly))
        return false;
    configuration.write(text + m_lines + m_webSocketLines);
    configuration.close();
    return m_server.start({u"-c"_s, configuration.fileName()},
                          m_webSocketPort ? m_webSocketPort : m_port); // the last one to listen
}

QString Broker::url(const QString &rest, const QString &scheme, const QString &host) const
{
    return scheme + u"://"_s + host + u':' + QString::number(m_port) + u'/' + rest;
}

bool Broker::publish(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(u"mosquitto_pub"_s,
                  QStringList{u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(m_port)} + arguments);
    if (!process.waitForStarted())
        return false;
    process.write(input);
    process.closeWriteChannel();
    return (!finished.isEmpty() || finished.wait(60'000)) && process.exitCode() == 0;
}

} // namespace livebelt::test
