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

Opened openTcp(const FeedAddress &address, const Credentials &credentials)
{
    const Result<TcpAddress> tcp = TcpAddress::from(address, credentials);
    if (!tcp)
        return Failure{tcp.error()};
    return connected(tcp->where(),
                     [tcp = *tcp](ConnectionLog &log) { return std::make_unique<TcpConnection>(tcp, log); });
}

Opened openUdp(const FeedAddress &address, const Credentials &)
{
    const Result<UdpAddress> udp = UdpAddress::from(address);
    if (!udp)
        return Failure{udp.error()};
    const auto names = std::make_shared<HostNames>();
    return connected(udp->where(), [udp = *udp, names, attempt = 0](ConnectionLog &log) mutable {
        return std::make_unique<DatagramConnection>(udp, attempt++, *names, log);
    });
}

Opened openSerial(const FeedAddress &address, const Credentials &)
{
    const QString path = address.path();
    if (!QFileInfo(path).isAbsolute())
        return Failure{u"Name the device with its whole path, as in serial:/dev/ttyUSB0?baud=9600"_s};
    const Result<SerialSettings> settings = SerialSettings::from(address);
    if (!settings)
        return Failure{settings.error()};
    const Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    const auto history = std::make_shared<SerialHistory>();
    return connected(path, [=, settings = *settings, items = *items](ConnectionLog &log) {
        return std::make_unique<SerialConnection>(path, settings, items, *history, log);
    });
}

Opened openUnix(const FeedAddress &address, const Credentials &)
{
    const QString path = address.path();
    if (!path.startsWith(u'@') && !QFileInfo(path).isAbsolute())
        return Failure{u"Name the socket with its whole path, as in unix:/run/name.sock"_s};
    const Result<ItemOptions> items = ItemOptions::from(address, Framing::Kind::Line);
    if (!items)
        return Failure{items.error()};
    return connected(path, [path, items = *items](ConnectionLog &log) {
        return std::make_unique<UnixConnection>(path, items, log);
    });
}

Opened openListenTcp(const FeedAddress &address, const Credentials &)
{
    const Result<ListenAddress> listen = ListenAddress::from(address);
    if (!listen)
        return Failure{listen.error()};
    return connected(listen->where(), [listen = *listen](ConnectionLog &log) {
        return std::make_unique<ListenConnection>(listen, log);
    });
}

FeedKind kind(FeedDescription description, async::Overflow overflow,
              Opened (*open)(const FeedAddress &, const Credentials &))
{
    FeedKind kind;
    kind.description = std::move(description);
    kind.overflow = overflow;
    kind.open = open;
    return kind;
}

} // namespace

std::vector<FeedKind> linesKinds()
{
    // TCP, and the kernel, hold back who writes to a stream; a datagram, or a byte on a wire, has nowhere to wait.
    constexpr auto waits = async::Overflow::Block, cannotWait = async::Overflow::DropOldest;
    std::vector<FeedKind> kinds;
    kinds.push_back(kind(tcpDescription(), waits, openTcp));
    kinds.push_back(kind(udpDescription(), cannotWait, openUdp));
    kinds.push_back(kind(serialDescription(), cannotWait, openSerial));
    kinds.push_back(kind(unixDescription(), waits, openUnix));
    kinds.push_back(kind(listenTcpDescription(), waits, openListenTcp));
    kinds.push_back(kind(listenUdpDescription(), cannotWait, openUdp));
    return kinds;
}

} // namespace livebelt
