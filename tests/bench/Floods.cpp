// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Floods.h"

#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <QTimer>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

bool IrcFlood::start()
{
    return m_server.start();
}

bool IrcFlood::prepare()
{
    m_sender = std::make_unique<test::IrcClient>();
    return m_sender->enter(m_server.port(), "sender" + QByteArray::number(++m_runs)) && m_sender->join("#flood");
}

void IrcFlood::waitForReader()
{
    m_sender->waitFor(":reader!");
}

void IrcFlood::send(int count)
{
    m_sender->flood("#flood", count);
}

MqttFlood::MqttFlood() : m_server(u"mosquitto"_s, u"mosquitto"_s) {}

bool MqttFlood::start()
{
    QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7755)); // the broker gives up being root
    const QString path = m_dir.filePath(u"mosquitto.conf"_s);
    QFile config(path);
    if (!config.open(QFile::WriteOnly))
        return false;
    config.write("listener " + QByteArray::number(m_port) +
                 " 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nlog_dest stderr\nlog_type subscribe\n");
    config.close();
    return m_server.start({u"-c"_s, path}, m_port);
}

void MqttFlood::waitForReader()
{
    while (m_server.output().count("bench/") <= m_subscriptions)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    m_subscriptions = m_server.output().count("bench/");
}

static void publish(QProcess &publisher, quint16 port, int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += QByteArray::number(20 + i % 1000 / 100.0, 'f', 2) + '\n';
    publisher.start(u"mosquitto_pub"_s, {u"-p"_s, QString::number(port), u"-t"_s, u"bench/a"_s, u"-l"_s});
    publisher.write(lines);
    publisher.closeWriteChannel();
}

void MqttFlood::send(int count)
{
    QProcess publisher;
    publish(publisher, m_port, count);
    while (publisher.state() != QProcess::NotRunning)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

int runNoise(quint16 mqttPort, int series, int perSecond, int seconds)
{
    constexpr int perTick = 50; // milliseconds
    std::vector<std::unique_ptr<QProcess>> publishers;
    for (int i = 0; i < series; ++i) {
        publishers.push_back(std::make_unique<QProcess>());
        publishers.back()->start(u"mosquitto_pub"_s,
                                 {u"-p"_s, QString::number(mqttPort), u"-t"_s, u"bench/noise/%1"_s.arg(i), u"-l"_s});
    }
    QTimer tick;
    int ticks = 0;
    QObject::connect(&tick, &QTimer::timeout, &tick, [&] {
        for (const auto &publisher : publishers) {
            QByteArray lines;
            for (int i = 0; i < perSecond * perTick / 1000; ++i)
                lines += QByteArray::number(QRandomGenerator::global()->generateDouble(), 'f', 4) + '\n';
            publisher->write(lines);
        }
        if (++ticks * perTick >= seconds * 1000)
            QCoreApplication::quit();
    });
    tick.start(perTick);
    QCoreApplication::exec();
    for (const auto &publisher : publishers) {
        publisher->closeWriteChannel();
        publisher->waitForFinished();
    }
    return 0;
}

int runFloods(quint16 ircPort, quint16 mqttPort, int count)
{
    test::IrcClient sender;
    if (!sender.enter(ircPort, "flooder") || !sender.join("#flood"))
        return 1;
    QProcess publisher;
    publish(publisher, mqttPort, count);
    if (!sender.flood("#flood", count))
        return 1;
    while (publisher.state() != QProcess::NotRunning)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return publisher.exitCode();
}

} // namespace livebelt::bench
