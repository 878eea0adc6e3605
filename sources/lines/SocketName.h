// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <sys/socket.h>

namespace livebelt {

/// An address as the kernel takes it.
struct SocketName
{
    SocketName() = default;
    SocketName(const QHostAddress &address, quint16 port);

    sockaddr *data() { return reinterpret_cast<sockaddr *>(&storage); }
    const sockaddr *data() const { return reinterpret_cast<const sockaddr *>(&storage); }
    QHostAddress address() const { return QHostAddress(data()); }
    quint16 port() const;

    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
};

} // namespace livebelt
