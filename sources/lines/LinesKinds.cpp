// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/LinesKinds.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/HostNames.h"
#include "sources/lines/DatagramConnection.h"
#include "sources/lines/LinesDescriptions.h"
#include "sources/lines/ListenConnection.h"
#include "sources/lines/SerialConnection.h"
#include "sources/lines/TcpConnection.h"
#include "sources/lines/UnixConnection.h"

#include <QFileInfo>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Opened = Result<std::unique_ptr<Feed>>;

Opened connected(const QString &where, ConnectedFeed::Connect connect)
{
    return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(where, std::move(connect)));
}

Opened openTcp(const FeedAddress &address, const FeedContext &context)
{
    Result<TcpAddress> tcp = TcpAddress::from(address, context);
    if (!tcp)
        return Failure{tcp.error()};
    tcp->items.parser.logFormats = context.logFormats;
    return connected(tcp->where(),
                     [tcp = *tcp](ConnectionLog &log) { return std::make_unique<TcpConnection>(tcp, log); });
}

Opened openUdp(const FeedAddress &address, const FeedContext &context)
{
    Result<UdpAddress> udp = UdpAddress::from(address);
    if (!udp)
        return Failure{udp.error()};
    udp->items.parser.logFormats = context.logFormats;
    const auto names = std::make_shared<HostNames>();
    return connected(udp->where(), [udp = *udp, names, attempt = 0](ConnectionLog &log) mutable {
        return std::make_unique<DatagramConnection>(udp, attempt++, *names, log);
    });
}

Opened openSerial(const FeedAddress &address, const FeedContext &context)
{
    const QString path = address.path();
    if (!QFileInfo(path).isAbsolute())
        return Failure{u"Name the device with its whole path, as in serial:/dev/ttyUSB0?baud=9600"_s};
    const Result<SerialSettings> settings = SerialSettings::from(address);
    if (!settings)
        return Failure{settings.error()};
    Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    items->parser.logFormats = context.logFormats;
    const auto history = std::make_shared<SerialHistory>();
    return connected(path, [=, settings = *settings, items = *items](ConnectionLog &log) {
        return std::make_unique<SerialConnection>(path, settings, items, *history, log);
    });
}

Opened openUnix(const FeedAddress &address, const FeedContext &context)
{
    const QString path = address.path();
    if (!path.startsWith(u'@') && !QFileInfo(path).isAbsolute())
        return Failure{u"Name the socket with its whole path, as in unix:/run/name.sock"_s};
    Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    items->parser.logFormats = context.logFormats;
    return connected(path, [path, items = *items](ConnectionLog &log) {
        return std::make_unique<UnixConnection>(path, items, log);
    });
}

Opened openListenTcp(const FeedAddress &address, const FeedContext &context)
{
    Result<ListenAddress> listen = ListenAddress::from(address);
    if (!listen)
        return Failure{listen.error()};
    listen->items.parser.logFormats = context.logFormats;
    return connected(listen->where(), [listen = *listen](ConnectionLog &log) {
        return std::make_unique<ListenConnection>(listen, log);
    });
}

} // namespace

std::vector<FeedKind> linesKinds()
{
    // TCP, and the kernel, hold back who writes to a stream; a datagram, or a byte on a wire, has nowhere to wait.
    constexpr auto waits = async::Overflow::Block, cannotWait = async::Overflow::DropOldest;
    return {tcpDescription().overflow(waits).opens(openTcp),
            udpDescription().overflow(cannotWait).opens(openUdp),
            serialDescription().overflow(cannotWait).opens(openSerial),
            unixDescription().overflow(waits).opens(openUnix),
            listenTcpDescription().overflow(waits).opens(openListenTcp),
            listenUdpDescription().overflow(cannotWait).opens(openUdp)};
}

} // namespace livebelt
