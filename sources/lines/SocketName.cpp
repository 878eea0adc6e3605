// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/SocketName.h"

#include <QtEndian>
#include <cstring>
#include <net/if.h>
#include <netinet/in.h>

namespace livebelt {

SocketName::SocketName(const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = qToBigEndian(port);
        name.sin_addr.s_addr = qToBigEndian(address.toIPv4Address());
        std::memcpy(&storage, &name, size = sizeof name);
        return;
    }
    sockaddr_in6 name{};
    name.sin6_family = AF_INET6;
    name.sin6_port = qToBigEndian(port);
    name.sin6_scope_id = if_nametoindex(address.scopeId().toUtf8().constData());
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&name.sin6_addr, &bytes, sizeof bytes);
    std::memcpy(&storage, &name, size = sizeof name);
}

quint16 SocketName::port() const
{
    // Both families have it at the same place.
    sockaddr_in name;
    std::memcpy(&name, &storage, sizeof name);
    return qFromBigEndian(name.sin_port);
}

} // namespace livebelt
