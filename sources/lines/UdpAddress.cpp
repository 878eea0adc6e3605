// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/UdpAddress.h"

#include "sources/lines/TcpAddress.h"

#include <cerrno>
#include <system_error>

namespace livebelt {

using namespace Qt::StringLiterals;

QList<QHostAddress> listenAddresses(const QString &host)
{
    if (host.isEmpty() || host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    const QHostAddress address(host);
    return address.isNull() ? QList<QHostAddress>() : QList<QHostAddress>{address};
}

QString listenProblem(int error, const QString &protocol, const QString &host, quint16 port)
{
    switch (error) {
    case EADDRINUSE:
        return u"%1 port %2 is taken by another program: choose another, or stop that program"_s.arg(protocol).arg(
            port);
    case EACCES:
        return u"Ports below 1024, such as %1, are not for everybody: choose a greater one"_s.arg(port);
    case EADDRNOTAVAIL:
        return u"This computer has no address %1: leave it out, or write [::] to let everybody in"_s.arg(host);
    default:
        return u"%1 port %2 cannot be listened on: %3"_s.arg(protocol).arg(port).arg(
            QString::fromStdString(std::generic_category().message(error)));
    }
}

QString UdpAddress::where() const
{
    if (!listens)
        return hostAndPort(host, port);
    return (host.isEmpty() ? u"UDP port %1 of this computer"_s.arg(port)
                           : u"UDP port %1 at %2"_s.arg(QString::number(port), host));
}

Result<UdpAddress> UdpAddress::from(const FeedAddress &address)
{
    UdpAddress udp;
    udp.listens = address.scheme() == u"listen-udp";
    udp.host = address.host();
    udp.port = address.port(0);
    udp.hello = address.query(u"hello"_s).toUtf8();
    udp.interface = address.query(u"interface"_s);
    if (udp.port == 0) {
        return Failure{u"The address names no port: write it like %1:5140"_s.arg(
            udp.listens ? u"listen-udp://"_s : u"udp://"_s + (udp.host.isEmpty() ? u"host"_s : udp.host))};
    }
    if (udp.listens && listenAddresses(udp.host).isEmpty()) {
        return Failure{u"“%1” is no address of this computer: write listen-udp://:%2 for what this computer sends to "
                       "itself, listen-udp://[::]:%2 for what anybody sends"_s.arg(udp.host)
                           .arg(udp.port)};
    }
    if (!udp.listens && udp.host.isEmpty()) {
        return Failure{
            u"The address names no host: write it like udp://host:%1, or listen-udp://:%1 to receive what is "
            "sent to this computer"_s.arg(udp.port)};
    }
    Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Whole);
    if (!items)
        return Failure{items.error()};
    udp.items = *std::move(items);
    return udp;
}

} // namespace livebelt
