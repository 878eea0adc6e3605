// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/ItemOptions.h"

#include <QHostAddress>

namespace livebelt {

/// udp://host:port, udp://group:port and listen-udp://[address]:port, checked. A value.
struct UdpAddress
{
    QString host; ///< a name, an address or a multicast group; of a listener the address it takes, empty: this computer
    quint16 port = 0;
    bool listens = false;
    QByteArray hello;  ///< the first datagram of a client; empty: none
    QString interface; ///< to join a group on; empty: the system chooses
    ItemOptions items;

    static Result<UdpAddress> from(const FeedAddress &address);
    bool isGroup() const { return !listens && QHostAddress(host).isMulticast(); }
    /// For people: "239.1.2.3:5000", "UDP port 514 of this computer".
    QString where() const;
};

/// The addresses to listen on that host, of a listen-...: address, stands for: this computer only where it is empty or
/// localhost, everybody by [::] (and IPv4), an address of this computer; empty where it is none of those.
QList<QHostAddress> listenAddresses(const QString &host);

/// Why a port cannot be listened on: error is an errno value.
QString listenProblem(int error, const QString &protocol, const QString &host, quint16 port);

} // namespace livebelt
