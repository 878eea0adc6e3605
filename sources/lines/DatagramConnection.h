// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/HostNames.h"
#include "sources/lines/DatagramSocket.h"
#include "sources/lines/PeerReaders.h"
#include "sources/lines/UdpAddress.h"
#include <livebelt/async/Event.h>

namespace livebelt {

/// Datagrams, from the opening of the port to the first error: of one host, of a multicast group, or of whoever sends.
class DatagramConnection final : public Connection
{
public:
    /// attempt: the number of connections before it. names and log outlive it.
    DatagramConnection(const UdpAddress &address, int attempt, HostNames &names, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    async::Task<Result<void>> send(Outgoing message) override;
    Ending ending() const override { return m_ending; }

private:
    async::Task<bool> open();
    bool openListener();
    bool openGroup();
    async::Task<bool> openClient();
    DatagramSocket &addSocket();
    QString problem(int error) const;
    void fail(int error);
    bool take(DatagramSocket &socket, Records &records);
    void parse(Datagram datagram, qint64 received, Records &records);

    UdpAddress m_address;
    int m_attempt;
    HostNames &m_names;
    ConnectionLog &m_log;
    async::Event m_changed;
    std::vector<std::unique_ptr<DatagramSocket>> m_sockets;
    PeerReaders m_readers;
    std::vector<Datagram> m_datagrams; ///< just arrived
    Records m_sent;                    ///< by a person, to be told
    Ending m_ending;
    bool m_isUp = false;
    bool m_isClosing = false;
};

} // namespace livebelt
