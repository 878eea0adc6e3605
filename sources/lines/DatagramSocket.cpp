// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/DatagramSocket.h"

#include "sources/lines/SocketName.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <linux/sock_diag.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

namespace livebelt {

namespace {

constexpr size_t atOnce = 32;
constexpr size_t largest = 64 * 1024; ///< a datagram has at most 65,507 bytes (RFC 768 in IPv4)
constexpr int kernelBuffer = 8 << 20; ///< a second or so of a fast sender

} // namespace

struct DatagramSocket::Slots
{
    struct Control
    {
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(quint32))> bytes;
    };

    Slots()
    {
        for (size_t i = 0; i < atOnce; ++i) {
            parts[i] = {buffer.get() + i * largest, largest};
            messages[i].msg_hdr.msg_iov = &parts[i];
            messages[i].msg_hdr.msg_iovlen = 1;
            messages[i].msg_hdr.msg_name = names[i].data();
            messages[i].msg_hdr.msg_control = controls[i].bytes.data();
        }
    }
    int receive(int descriptor)
    {
        for (size_t i = 0; i < atOnce; ++i) {
            messages[i].msg_hdr.msg_namelen = sizeof(sockaddr_storage);
            messages[i].msg_hdr.msg_controllen = controls[i].bytes.size();
        }
        int count = -1;
        do
            count = ::recvmmsg(descriptor, messages.data(), atOnce, MSG_DONTWAIT, nullptr);
        while (count < 0 && errno == EINTR);
        return count;
    }

    std::unique_ptr<char[]> buffer{new char[atOnce * largest]}; // untouched pages cost nothing
    std::array<SocketName, atOnce> names;
    std::array<iovec, atOnce> parts{};
    std::array<mmsghdr, atOnce> messages{};
    std::array<Control, atOnce> controls{};
};

DatagramSocket::DatagramSocket(async::Event &readable) : m_readable(readable) {}

DatagramSocket::~DatagramSocket()
{
    m_notifier.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

int DatagramSocket::set(int level, int option, int value)
{
    return ::setsockopt(m_descriptor, level, option, &value, sizeof value) == 0 ? 0 : errno;
}

int DatagramSocket::open(const QHostAddress &address)
{
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    m_descriptor = ::socket(isIpv4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return errno;
    if (set(SOL_SOCKET, SO_RCVBUFFORCE, kernelBuffer) != 0) // more than the administrator's bound takes a right
        set(SOL_SOCKET, SO_RCVBUF, kernelBuffer);
    set(SOL_SOCKET, SO_RXQ_OVFL, 1);
    if (!isIpv4)
        set(IPPROTO_IPV6, IPV6_V6ONLY, address == QHostAddress(QHostAddress::AnyIPv6) ? 0 : 1);
    m_slots = std::make_unique<Slots>();
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    m_notifier->setEnabled(false);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        m_notifier->setEnabled(false);
        m_readable.set();
    });
    return 0;
}

int DatagramSocket::bind(const QHostAddress &address, quint16 port)
{
    if (const int error = open(address))
        return error;
    const SocketName name(address, port);
    return ::bind(m_descriptor, name.data(), name.size) == 0 ? 0 : errno;
}

int DatagramSocket::connect(const QHostAddress &address, quint16 port)
{
    if (const int error = open(address))
        return error;
    const SocketName name(address, port);
    return ::connect(m_descriptor, name.data(), name.size) == 0 ? 0 : errno;
}

int DatagramSocket::join(const QHostAddress &group, quint16 port, const QString &interface)
{
    if (const int error = open(group))
        return error;
    const QString chosen = interface.isEmpty() ? group.scopeId() : interface;
    const unsigned index = if_nametoindex(chosen.toUtf8().constData());
    if (!chosen.isEmpty() && index == 0)
        return ENODEV;
    set(SOL_SOCKET, SO_REUSEADDR, 1);
    const SocketName name(group, port);
    if (::bind(m_descriptor, name.data(), name.size) != 0)
        return errno;
    group_req request{};
    request.gr_interface = index;
    std::memcpy(&request.gr_group, &name.storage, sizeof request.gr_group);
    const bool isIpv4 = group.protocol() == QAbstractSocket::IPv4Protocol;
    const int level = isIpv4 ? IPPROTO_IP : IPPROTO_IPV6;
    if (::setsockopt(m_descriptor, level, MCAST_JOIN_GROUP, &request, sizeof request) != 0)
        return errno;
    ip_mreqn outgoing{};
    outgoing.imr_ifindex = int(index);
    if (index != 0 && isIpv4)
        ::setsockopt(m_descriptor, level, IP_MULTICAST_IF, &outgoing, sizeof outgoing);
    else if (index != 0)
        set(level, IPV6_MULTICAST_IF, int(index));
    m_group = group;
    m_groupPort = port;
    return 0;
}

int DatagramSocket::receive(std::vector<Datagram> &datagrams)
{
    const int count = m_slots->receive(m_descriptor);
    m_isEmpty = count <= 0;
    if (count < 0) {
        const int error = errno;
        countDropped();
        return error == EAGAIN ? 0 : error;
    }
    for (size_t i = 0; i < size_t(count); ++i) {
        mmsghdr &message = m_slots->messages[i];
        for (cmsghdr *part = CMSG_FIRSTHDR(&message.msg_hdr); part; part = CMSG_NXTHDR(&message.msg_hdr, part)) {
            if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SO_RXQ_OVFL)
                std::memcpy(&m_dropped, CMSG_DATA(part), sizeof m_dropped);
        }
        const auto *bytes = static_cast<const char *>(m_slots->parts[i].iov_base);
        const SocketName &name = m_slots->names[i];
        datagrams.push_back({QByteArray(bytes, message.msg_len), name.address(), name.port()});
    }
    return 0;
}

/// What was dropped behind the last datagram is told with none (socket(7): SO_MEMINFO).
void DatagramSocket::countDropped()
{
    std::array<quint32, SK_MEMINFO_VARS> memory{};
    socklen_t size = sizeof memory;
    if (::getsockopt(m_descriptor, SOL_SOCKET, SO_MEMINFO, memory.data(), &size) == 0)
        m_dropped = memory[SK_MEMINFO_DROPS];
}

int DatagramSocket::send(const QByteArray &datagram)
{
    const auto size = size_t(datagram.size());
    if (m_group.isNull())
        return ::send(m_descriptor, datagram.constData(), size, MSG_NOSIGNAL) < 0 ? errno : 0;
    const SocketName name(m_group, m_groupPort);
    return ::sendto(m_descriptor, datagram.constData(), size, MSG_NOSIGNAL, name.data(), name.size) < 0 ? errno : 0;
}

quint32 DatagramSocket::takeDropped()
{
    return m_dropped - std::exchange(m_told, m_dropped);
}

void DatagramSocket::arm()
{
    m_notifier->setEnabled(true);
}

} // namespace livebelt
