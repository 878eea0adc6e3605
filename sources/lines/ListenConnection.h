// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/Parting.h"
#include "sources/lines/ItemReader.h"
#include "sources/lines/ListenAddress.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <set>

namespace livebelt {

/// A TCP port that others connect to, several at once: their records are merged, a piece of each in turn.
class ListenConnection final : public Connection
{
public:
    /// log outlives it.
    ListenConnection(const ListenAddress &address, ConnectionLog &log);

    async::AsyncIterator<Record> run() override;
    async::Task<void> goodbye() override;
    Ending ending() const override { return m_ending; }

private:
    bool listen();
    std::unique_ptr<QTcpSocket> nextPeer();
    bool hasPeerWaiting() const;
    async::Task<void> accept(async::Scope *peers);
    async::Task<void> serve(std::unique_ptr<QTcpSocket> socket);
    void closeOnceEmpty();

    ListenAddress m_address;
    ConnectionLog &m_log;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    async::Event m_changed; ///< somebody has come or gone
    Batches m_batches{1};
    int m_peers = 0;
    std::set<Parting *> m_partings; ///< of the peers
    bool m_isLeaving = false;
    Ending m_ending;
};

} // namespace livebelt
