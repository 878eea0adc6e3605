// SPDX-License-Identifier: MIT
// Prints what is said in a room of IRC, and comes back when the connection is lost: chat HOST PORT ROOM NICK
#include <livebelt/async/Scope.h>
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Sockets.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Timeout.h>

#include <QCoreApplication>
#include <QTcpSocket>
#include <cstdio>

using namespace livebelt::async;
using namespace std::chrono_literals;

static AsyncIterator<QByteArray> messages(QString host, quint16 port, QByteArray room, QByteArray nick)
{
    QTcpSocket socket;
    co_await connectTo(&socket, host, port);
    co_await write(&socket, "NICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\n");
    auto received = lines(&socket, 8192) | timeout(5min); // a server that is there asks now and then whether we are
    while (auto line = co_await received.next()) {
        const QByteArrayList words = line->bytes.split(' '); // [:nick!user@host] COMMAND [room] [:text]
        if (words[0] == "PING")
            co_await write(&socket, "PONG " + words.value(1) + "\r\n");
        else if (words.value(1) == "001")
            co_await write(&socket, "JOIN " + room + "\r\n");
        else if (words.value(1) == "PRIVMSG" && words.value(2) == room)
            co_yield words[0].mid(1).split('!')[0] + words.mid(3).join(' ').prepend(' ');
    }
    throw std::runtime_error("the server has closed the connection");
}

static Task<void> chat(QString host, quint16 port, QByteArray room, QByteArray nick)
{
    auto connect = [=] { return messages(host, port, room, nick); };
    RetryPolicy forEver;
    forEver.attempts = 0;
    auto said = retry(connect, forEver);
    while (auto message = co_await said.next())
        std::puts(message->constData());
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc != 5)
        return std::fputs("chat HOST PORT ROOM NICK\n", stderr), 2;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Scope scope;
    scope.spawn(chat(QString::fromUtf8(argv[1]), quint16(std::atoi(argv[2])), argv[3], argv[4]));
    return QCoreApplication::exec();
}
