// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/PlainLines.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLocalSocket>
#include <QProcess>
#include <QSerialPort>
#include <QTcpSocket>
#include <cstdio>
#include <functional>
#include <memory>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QIODevice> opened(const QString &address)
{
    const QString kind = address.section(u':', 0, 0), rest = address.section(u':', 1);
    if (kind == u"tcp") {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(rest.section(u':', 0, 0), rest.section(u':', 1).toUShort());
        return socket;
    }
    if (kind == u"unix") {
        auto socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(rest);
        return socket;
    }
    if (kind == u"serial") {
        auto port = std::make_unique<QSerialPort>(rest);
        if (!port->open(QIODevice::ReadOnly))
            qFatal("%s cannot be opened", qPrintable(rest));
        return port;
    }
    auto process = std::make_unique<QProcess>();
    process->startCommand(rest, QIODevice::ReadOnly);
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, process.get(), [command = process.get()] {
        command->kill(); // what is left after the last line
        command->waitForFinished();
    });
    return process;
}

/// Until take has been true count times.
int readLines(QIODevice *device, int count, const std::function<bool(const QByteArray &line)> &take)
{
    QObject::connect(device, &QIODevice::readyRead, device, [device, take, left = count]() mutable {
        while (left > 0 && device->canReadLine()) {
            if (take(device->readLine()) && --left == 0)
                QCoreApplication::quit();
        }
    });
    return QCoreApplication::exec();
}

bool write(const QByteArray &line)
{
    return std::fwrite(line.constData(), 1, size_t(line.size()), stdout) > 0;
}

} // namespace

int runPlainLines(const QString &address, int count)
{
    const std::unique_ptr<QIODevice> device = opened(address);
    return readLines(device.get(), count, write);
}

int runPlainIrc(quint16 port, int count)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write("CAP REQ :message-tags server-time\r\nNICK reader\r\nUSER reader 0 * :reader\r\nCAP END\r\n");
    return readLines(&socket, count, [&socket](const QByteArray &line) {
        if (line.startsWith("PING"))
            socket.write("PONG" + line.mid(4));
        else if (line.contains(" 001 "))
            socket.write("JOIN #flood\r\n");
        return line.contains(" PRIVMSG ") && write(line);
    });
}

} // namespace livebelt::bench
