// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Event.h>

#include <QByteArray>
#include <QHostAddress>
#include <QSocketNotifier>
#include <memory>
#include <vector>

namespace livebelt {

/// One datagram, and where it came from.
struct Datagram
{
    QByteArray bytes;
    QHostAddress from;
    quint16 port = 0;
};

/// A UDP socket that takes many datagrams at a time and knows how many the kernel has dropped (socket(7):
/// SO_RXQ_OVFL), which QUdpSocket does not. Lives on one thread with an event loop. Functions that can fail give an
/// errno value, 0 where all went well.
class DatagramSocket
{
public:
    /// readable is set when there is something to read, once after each arm(); it outlives the socket.
    explicit DatagramSocket(async::Event &readable);
    ~DatagramSocket();
    DatagramSocket(const DatagramSocket &) = delete;
    DatagramSocket &operator=(const DatagramSocket &) = delete;

    /// Receives what is sent to that address and port; [::] takes IPv4, too.
    int bind(const QHostAddress &address, quint16 port);
    /// Receives what is sent to the group and port, beside other programs that do.
    int join(const QHostAddress &group, quint16 port, const QString &interface);
    /// Receives what comes from there only, and sends there.
    int connect(const QHostAddress &address, quint16 port);

    /// What has arrived, at most a few dozen at a time. Gives ECONNREFUSED where the other side has none who listens.
    int receive(std::vector<Datagram> &datagrams);
    /// To where connect() or join() said.
    int send(const QByteArray &datagram);
    /// How many the kernel has dropped, for want of room, since this was last asked.
    quint32 takeDropped();
    /// Whether receive() has found nothing left.
    bool isEmpty() const { return m_isEmpty; }
    void arm();

private:
    int open(const QHostAddress &address);
    int set(int level, int option, int value);
    void countDropped();

    struct Slots; ///< where the kernel puts what it gives
    async::Event &m_readable;
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<Slots> m_slots;
    QHostAddress m_group;
    quint16 m_groupPort = 0;
    quint32 m_dropped = 0; ///< as the kernel counts
    quint32 m_told = 0;    ///< of those
    bool m_isEmpty = true;
};

} // namespace livebelt
