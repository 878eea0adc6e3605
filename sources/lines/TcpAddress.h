// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/NetworkOptions.h"
#include "sources/lines/ItemOptions.h"

namespace livebelt {

/// tcp://host:port and tls://host:port, checked. A value.
struct TcpAddress
{
    QString host;
    quint16 port = 0;
    bool tls = false;
    NetworkOptions network;
    ItemOptions items;

    static Result<TcpAddress> from(const FeedAddress &address, const Credentials &credentials);
    QString where() const; ///< "[::1]:7000"
};

/// A host and a port as people write them; an IPv6 address in brackets.
QString hostAndPort(const QString &host, quint16 port);

} // namespace livebelt
