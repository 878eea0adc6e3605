// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/TcpAddress.h"

namespace livebelt {

using namespace Qt::StringLiterals;

QString hostAndPort(const QString &host, quint16 port)
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

QString TcpAddress::where() const
{
    return hostAndPort(host, port);
}

Result<TcpAddress> TcpAddress::from(const FeedAddress &address, const Credentials &credentials)
{
    TcpAddress tcp;
    tcp.host = address.host();
    tcp.port = address.port(0);
    tcp.tls = address.scheme() == u"tls";
    if (tcp.host.isEmpty()) {
        return Failure{u"The address names no host: write it like %1://host:7000, or listen-tcp://:7000 to let others "
                       "connect to you"_s.arg(address.scheme())};
    }
    if (tcp.port == 0)
        return Failure{u"The address names no port: write it like %1://%2:7000"_s.arg(address.scheme(), tcp.host)};
    Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    tcp.network = *std::move(network);
    tcp.items = *std::move(items);
    return tcp;
}

} // namespace livebelt
