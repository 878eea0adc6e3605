// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/redis/RedisServer.h"

#include <QProcess>

namespace livebelt::test {

using namespace Qt::StringLiterals;

RedisServer::RedisServer() : m_server(u"/usr/bin/redis-server"_s, u"redis-server"_s), m_port(ServerProcess::freePort())
{
}

bool RedisServer::start()
{
    const bool isEncrypted = m_arguments.contains(u"--tls-port"_s);
    QStringList arguments{
        u"--bind"_s,        u"127.0.0.1"_s,     u"--port"_s,       isEncrypted ? u"0"_s : QString::number(m_port),
        u"--dir"_s,         m_directory.path(), u"--appendonly"_s, u"yes"_s,
        u"--appendfsync"_s, u"always"_s,        u"--save"_s,       QString()};
    return m_server.start(arguments + m_arguments, m_port);
}

QString RedisServer::url(const QString &rest, const QString &scheme) const
{
    return u"%1://127.0.0.1:%2/%3"_s.arg(scheme).arg(m_port).arg(rest);
}

bool RedisServer::run(const QList<QByteArrayList> &commands) const
{
    QByteArray bytes;
    for (const QByteArrayList &words : commands) {
        bytes += '*' + QByteArray::number(words.size()) + "\r\n";
        for (const QByteArray &word : words)
            bytes += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    }
    QProcess cli;
    cli.start(u"redis-cli"_s, {u"-p"_s, QString::number(m_port), u"--pipe"_s});
    cli.write(bytes);
    cli.closeWriteChannel();
    return cli.waitForFinished() && cli.readAllStandardOutput().contains("errors: 0");
}

QByteArray RedisServer::ask(const QStringList &words) const
{
    QProcess cli;
    cli.start(u"redis-cli"_s, QStringList{u"-p"_s, QString::number(m_port)} + words);
    cli.waitForFinished();
    return cli.readAllStandardOutput().trimmed();
}

int RedisServer::pending(const QString &stream, const QString &group) const
{
    return ask({u"XPENDING"_s, stream, group}).split('\n').value(0).toInt();
}

} // namespace livebelt::test
