// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/ItemOptions.h"

#include <QHostAddress>

namespace livebelt {

/// listen-tcp://[address]:port, checked. A value.
struct ListenAddress
{
    static constexpr int mostPeers = 1024;

    QString host; ///< empty: this computer only
    quint16 port = 0;
    int peers = 64; ///< at once, 1 to mostPeers
    ItemOptions items;

    static Result<ListenAddress> from(const FeedAddress &address);
    QString where() const; ///< "TCP port 7000 of this computer"
    static QList<FeedParameter> parameters();
};

} // namespace livebelt
