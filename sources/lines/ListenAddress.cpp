// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ListenAddress.h"

#include "sources/feed/Parameters.h"
#include "sources/lines/UdpAddress.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QString ListenAddress::where() const
{
    return (host.isEmpty() ? u"TCP port %1 of this computer"_s.arg(port)
                           : u"TCP port %1 at %2"_s.arg(QString::number(port), host));
}

Result<ListenAddress> ListenAddress::from(const FeedAddress &address)
{
    ListenAddress listen;
    listen.host = address.host();
    listen.port = address.port(0);
    if (listen.port == 0)
        return Failure{u"The address names no port: write it like listen-tcp://:7000"_s};
    if (listenAddresses(listen.host).isEmpty()) {
        return Failure{u"“%1” is no address of this computer: write listen-tcp://:%2 for programs on this computer, "
                       "listen-tcp://[::]:%2 for everybody"_s.arg(listen.host)
                           .arg(listen.port)};
    }
    bool isNumber = false;
    listen.peers = address.query(u"peers"_s, QString::number(listen.peers)).toInt(&isNumber);
    if (!isNumber || listen.peers < 1 || listen.peers > mostPeers)
        return Failure{u"?peers= is how many may be connected at once, 1 to %1"_s.arg(mostPeers)};
    const QString format = address.query(u"parse"_s, u"auto"_s);
    const bool maySyslog = format == u"auto" || format == u"syslog"; // whose senders count, or do not
    Result<ItemOptions> items =
        ItemOptions::from(address, maySyslog ? Framing::Kind::LineOrCounted : Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    listen.items = *std::move(items);
    return listen;
}

QList<FeedParameter> ListenAddress::parameters()
{
    return Parameters()
        .number("peers", "Peers", "How many may be connected at once; further ones wait.")
        .fallback("64");
}

} // namespace livebelt
