// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/PlainQt.h"

#include <QCoreApplication>
#include <QUrl>
#include <QWebSocket>
#include <cstdio>

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

} // namespace livebelt::bench
