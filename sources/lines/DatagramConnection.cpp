// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/DatagramConnection.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/lines/TcpAddress.h"
#include "sources/parse/ItemCutter.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <system_error>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Where they come one soon after the other, the next ones have this long to come together: a wake for each costs
/// several times what the datagram itself does. A lone one never waits.
constexpr auto rest = 1ms;

async::Task<void> lookUp(HostNames *names, QString name, std::optional<HostNames::Addresses> *found,
                         async::Event *changed)
{
    HostNames::Addresses addresses = co_await names->addresses(std::move(name));
    *found = std::move(addresses);
    changed->set();
}

/// Whether so much comes at a time that the kernel may not be able to hold what comes during a rest.
bool isMuch(const Records &records)
{
    constexpr size_t many = 32;
    constexpr qsizetype manyBytes = 16 * 1024;
    const auto add = [](qsizetype sum, const Record &record) { return sum + record.footprint(); };
    return records.size() >= many || std::accumulate(records.begin(), records.end(), qsizetype(0), add) >= manyBytes;
}

/// The datagram as one item; a line end belongs to it only where it is to be bytes.
Item wholeItem(QByteArray bytes, bool isRaw)
{
    Item item;
    item.end = Item::End::Other;
    if (!isRaw && bytes.endsWith('\n')) {
        item.end = bytes.endsWith("\r\n") ? Item::End::CarriageReturnLineFeed : Item::End::LineFeed;
        bytes.chop(item.end == Item::End::LineFeed ? 1 : 2);
    }
    item.length = bytes.size();
    item.bytes = std::move(bytes);
    return item;
}

} // namespace

DatagramConnection::DatagramConnection(const UdpAddress &address, int attempt, HostNames &names, ConnectionLog &log)
    : m_address(address)
    , m_attempt(attempt)
    , m_names(names)
    , m_log(log)
    , m_readers(address.items.parser, !address.listens && !address.isGroup())
{
}

async::AsyncIterator<Record> DatagramConnection::run()
{
    const bool isOpen = co_await open();
    if (!isOpen)
        co_return;
    m_isUp = true;
    Record up = m_log.connected();
    co_yield std::move(up);
    if (!m_address.listens && !m_address.isGroup() && m_address.hello.isEmpty()) {
        Record hint = makeNotice(NoticeType::Information, u"%1 sends nothing before it has been sent something: do so, "
                                                          u"give ?hello=, or use listen-udp://:%2 to receive "
                                                          "what is sent to this computer"_s.arg(m_address.where())
                                                              .arg(m_address.port)
                                                              .toUtf8());
        co_yield std::move(hint);
    }
    Records records;
    bool goesOn = true;
    async::Clock::TimePoint last{}; // when datagrams came
    // Who leaves takes what the kernel holds along, which is no more than its buffer.
    constexpr int mostRounds = 500;
    for (int rounds = 0; goesOn && rounds < mostRounds; rounds += m_isClosing ? 1 : 0) {
        records = std::exchange(m_sent, {});
        for (const auto &socket : m_sockets)
            goesOn = take(*socket, records) && goesOn;
        const bool mayRest = !records.empty() && !isMuch(records);
        for (Record &record : records)
            co_yield std::move(record);
        if (mayRest) {
            const async::Clock::TimePoint now = async::Loop::current().clock().now();
            if (now - std::exchange(last, now) < 2 * rest)
                co_await async::sleepFor(rest);
        }
        const bool isEmpty =
            std::all_of(m_sockets.begin(), m_sockets.end(), [](const auto &socket) { return socket->isEmpty(); });
        if (!goesOn || !isEmpty || !m_sent.empty())
            continue;
        if (m_isClosing)
            break;
        for (const auto &socket : m_sockets)
            socket->arm();
        co_await m_changed.wait();
    }
    m_isUp = false;
}

/// What has arrived on one of the sockets; false: it is of no use any more.
bool DatagramConnection::take(DatagramSocket &socket, Records &records)
{
    m_datagrams.clear();
    const int error = socket.receive(m_datagrams);
    if (error != 0) {
        fail(error);
        return false;
    }
    const qint64 received = nowMicros();
    if (const quint32 dropped = socket.takeDropped())
        records.push_back(makeDropped(dropped, "they came faster than this computer could take them"));
    for (Datagram &datagram : m_datagrams)
        parse(std::move(datagram), received, records);
    return true;
}

void DatagramConnection::parse(Datagram datagram, qint64 received, Records &records)
{
    const size_t first = records.size();
    PeerReaders::Peer &peer = m_readers.of(datagram);
    const Framing &framing = m_address.items.framing;
    Item item;
    if (framing.kind == Framing::Kind::Whole) {
        item = wholeItem(std::move(datagram.bytes), m_address.items.parser.format == u"raw");
        peer.reader->take(item, received, records);
    } else {
        ItemCutter cutter(framing);
        if (framing.kind == Framing::Kind::Line && !datagram.bytes.endsWith('\n'))
            datagram.bytes += '\n'; // the end of the datagram is the end of its last line
        cutter.add(std::move(datagram.bytes));
        while (cutter.next(item))
            peer.reader->take(item, received, records);
        if (cutter.finish(item))
            peer.reader->take(item, received, records);
    }
    peer.reader->pause(records); // what comes next is another message
    for (size_t i = first; i < records.size(); ++i)
        peer.tag.apply(records[i]);
}

async::Task<void> DatagramConnection::goodbye()
{
    m_isClosing = true;
    m_changed.set();
    co_return;
}

async::Task<Result<void>> DatagramConnection::send(Outgoing message)
{
    if (!m_isUp)
        co_return Failure{u"There is no connection at the moment: send it again once there is"_s};
    if (m_address.listens)
        co_return Failure{u"Nothing can be sent from here: open udp://host:port to send to one of them"_s};
    const Result<QByteArray> bytes = m_address.items.framed(message.payload);
    if (!bytes)
        co_return Failure{bytes.error()};
    if (const int error = m_sockets.front()->send(*bytes))
        co_return Failure{problem(error)};
    m_sent.push_back(ItemOptions::sent(message.payload));
    m_changed.set();
    co_return Result<void>();
}

async::Task<bool> DatagramConnection::open()
{
    if (m_address.listens)
        co_return openListener();
    if (m_address.isGroup())
        co_return openGroup();
    const bool isOpen = co_await openClient();
    co_return isOpen;
}

DatagramSocket &DatagramConnection::addSocket()
{
    m_sockets.push_back(std::make_unique<DatagramSocket>(m_changed));
    return *m_sockets.back();
}

bool DatagramConnection::openListener()
{
    int error = 0;
    const QList<QHostAddress> addresses = listenAddresses(m_address.host);
    for (const QHostAddress &address : addresses) {
        const int failure = addSocket().bind(address, m_address.port);
        if (failure == 0)
            continue;
        m_sockets.pop_back();
        const bool isSpare = !m_sockets.empty(); // ::1, which a computer without IPv6 does not have
        if (error == 0 && !(isSpare && (failure == EADDRNOTAVAIL || failure == EAFNOSUPPORT)))
            error = failure;
    }
    if (error != 0)
        fail(error);
    return error == 0;
}

bool DatagramConnection::openGroup()
{
    int error = addSocket().join(QHostAddress(m_address.host), m_address.port, m_address.interface);
    if (error == 0 && !m_address.hello.isEmpty())
        error = m_sockets.front()->send(m_address.hello);
    if (error != 0)
        fail(error);
    return error == 0;
}

async::Task<bool> DatagramConnection::openClient()
{
    QHostAddress host(m_address.host);
    if (host.isNull()) {
        std::optional<HostNames::Addresses> found;
        async::Scope asking;
        asking.spawn(lookUp(&m_names, m_address.host, &found, &m_changed));
        while (!found && !m_isClosing)
            co_await m_changed.wait();
        if (!found || found->isEmpty()) {
            m_ending = {Ending::Kind::Lost, u"There is no host named %1: check the address"_s.arg(m_address.host)};
            co_return false;
        }
        host = found->at(m_attempt % found->size()); // one that refuses may do so by IPv6 only
    }
    int error = addSocket().connect(host, m_address.port);
    if (error == 0 && !m_address.hello.isEmpty())
        error = m_sockets.front()->send(m_address.hello);
    if (error != 0)
        fail(error);
    co_return error == 0;
}

QString DatagramConnection::problem(int error) const
{
    if (m_address.listens)
        return listenProblem(error, u"UDP"_s, m_address.host, m_address.port);
    switch (error) {
    case ECONNREFUSED:
        return u"Nobody listens on UDP port %1 of %2: is the program running, and is the port right?"_s
            .arg(m_address.port)
            .arg(m_address.host);
    case ENETUNREACH:
    case EHOSTUNREACH:
        return u"%1 cannot be reached: check the address and the network"_s.arg(m_address.host);
    case EMSGSIZE:
        return u"That is too much for one datagram, which holds 65,507 bytes: send less at a time"_s;
    case EAGAIN:
        return u"The network is busy: send it again in a moment"_s;
    case ENODEV:
        return m_address.interface.isEmpty()
                   ? u"No network takes the group %1: name one with ?interface=eth0"_s.arg(m_address.host)
                   : u"This computer has no network interface %1: see “ip link” for those there are"_s.arg(
                         m_address.interface);
    default:
        return u"No datagrams from %1: %2"_s.arg(m_address.where(),
                                                 QString::fromStdString(std::generic_category().message(error)));
    }
}

void DatagramConnection::fail(int error)
{
    m_ending = {error == EACCES ? Ending::Kind::Refused : Ending::Kind::Lost, problem(error)};
}

} // namespace livebelt
