// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/PlainQt.h"

#include <QCoreApplication>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>
#include <arpa/inet.h>
#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace livebelt::bench {

int runPlainWebSocket(int argc, char *argv[], const QString &url, int count)
{
    const QCoreApplication application(argc, argv);
    QWebSocket socket;
    int seen = 0;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &message) {
        const QByteArray bytes = message.toUtf8();
        std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
        std::fputc('\n', stdout);
        if (++seen == count)
            QCoreApplication::quit();
    });
    QObject::connect(&socket, &QWebSocket::disconnected, &socket, [] { QCoreApplication::exit(1); });
    socket.open(QUrl(url));
    return QCoreApplication::exec();
}

int runPlainTimer(int argc, char *argv[], int count)
{
    const QCoreApplication application(argc, argv);
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int ticks = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        std::printf("tick %d\n", ++ticks);
        std::fflush(stdout);
        if (ticks == count)
            QCoreApplication::quit();
    });
    timer.start(1);
    return QCoreApplication::exec();
}

int runPlainUdp(quint16 port, int count)
{
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        return 1;
    std::vector<char> datagram(64 * 1024);
    for (int seen = 0; seen < count; ++seen) {
        const ssize_t size = recv(socket, datagram.data(), datagram.size(), 0);
        if (size < 0)
            return 1;
        std::fwrite(datagram.data(), 1, size_t(size), stdout);
    }
    ::close(socket);
    return 0;
}

} // namespace livebelt::bench
