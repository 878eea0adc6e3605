// SPDX-License-Identifier: GPL-3.0-or-later
// sources/async/examples/chat.cpp, as far as QCoro goes: what waits cannot be cancelled, a line has no bound.
#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <cstdio>
#include <qcoroabstractsocket.h>
#include <qcoroasyncgenerator.h>
#include <qcoroiodevice.h>
#include <qcorotask.h>
#include <qcorotimer.h>

using namespace std::chrono_literals;

static QCoro::AsyncGenerator<QByteArray> messages(QString host, quint16 port, QByteArray room, QByteArray nick)
{
    QTcpSocket socket;
    const bool isConnected = co_await qCoro(socket).connectToHost(host, port);
    if (!isConnected)
        throw std::runtime_error(socket.errorString().toStdString());
    socket.write("NICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\n");
    while (true) {
        while (socket.canReadLine()) {
            const QByteArray line = socket.readLine().trimmed();
            const QByteArrayList words = line.split(' ');
            if (words[0] == "PING")
                socket.write("PONG " + words.value(1) + "\r\n");
            else if (words.value(1) == "001")
                socket.write("JOIN " + room + "\r\n");
            else if (words.value(1) == "PRIVMSG" && words.value(2) == room)
                co_yield QByteArray(words[0].mid(1).split('!')[0] + words.mid(3).join(' ').prepend(' '));
        }
        const bool isReady = co_await qCoro(socket).waitForReadyRead(5min);
        if (!isReady)
            throw std::runtime_error("the server has closed the connection, or says nothing");
    }
}

static QCoro::Task<> chat(QString host, quint16 port, QByteArray room, QByteArray nick)
{
    std::chrono::milliseconds wait = 500ms;
    while (true) {
        try {
            auto said = messages(host, port, room, nick);
            auto it = co_await said.begin();
            while (it != said.end()) {
                std::puts((*it).constData());
                wait = 500ms;
                co_await ++it;
            }
        } catch (const std::exception &) {
        }
        const auto random = std::chrono::milliseconds(QRandomGenerator::global()->bounded(int(wait.count() / 2) + 1));
        co_await QCoro::sleepFor(wait / 2 + random);
        wait = std::min<std::chrono::milliseconds>(2 * wait, 60s);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc != 5)
        return std::fputs("chat HOST PORT ROOM NICK\n", stderr), 2;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    chat(QString::fromUtf8(argv[1]), quint16(std::atoi(argv[2])), argv[3], argv[4]);
    return QCoreApplication::exec();
}
