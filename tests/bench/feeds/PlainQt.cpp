// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/PlainQt.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QUrl>
#include <arpa/inet.h>
#include <cstdio>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

namespace {

void write(QByteArrayView bytes)
{
    std::fwrite(bytes.data(), 1, size_t(bytes.size()), stdout);
}

/// Writes the JSON object that a line is, or that follows "data:"; false: there is none.
bool writeJson(const QByteArray &line)
{
    const QByteArray text = line.startsWith("data:") ? line.mid(5) : line;
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    if (object.isEmpty())
        return false;
    write(text);
    return true;
}

} // namespace

int runPlainHttp(const QString &url, int count)
{
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> owner(manager.get(QNetworkRequest(QUrl(url))));
    QNetworkReply *reply = owner.get();
    QObject::connect(reply, &QIODevice::readyRead, reply, [reply, left = count]() mutable {
        while (left > 0 && reply->canReadLine()) {
            if (writeJson(reply->readLine()) && --left == 0)
                QCoreApplication::quit();
        }
    });
    return QCoreApplication::exec();
}

int runPlainPoll(const QString &url, int count)
{
    QNetworkAccessManager manager;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { manager.get(QNetworkRequest(QUrl(url))); });
    QObject::connect(&manager, &QNetworkAccessManager::finished, &manager,
                     [left = count](QNetworkReply *reply) mutable {
                         const QJsonArray items = QJsonDocument::fromJson(reply->readAll())[u"items"_s].toArray();
                         for (const auto &item : items)
                             write(QJsonDocument(item.toObject()).toJson(QJsonDocument::Compact) + '\n');
                         reply->deleteLater();
                         if (--left == 0)
                             QCoreApplication::quit();
                     });
    timer.start(100);
    return QCoreApplication::exec();
}

int runPlainTimer(int count)
{
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
