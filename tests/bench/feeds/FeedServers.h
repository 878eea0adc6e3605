// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/ServerProcess.h"

#include <QTemporaryDir>

namespace livebelt::bench {

/// Real servers that send the same items to each who connects, and the files they have them from.
class FeedServers
{
public:
    /// Writes the files and starts nginx, socat and a WebSocket server; ends the program where one does not start.
    explicit FeedServers(int items);

    QString jsonLines() const { return m_folder.filePath(QStringLiteral("items.ndjson")); }
    QString textLines() const { return m_folder.filePath(QStringLiteral("items.txt")); }
    QString socket() const { return m_folder.filePath(QStringLiteral("socket")); }
    /// Has /items.ndjson, /items.sse, and /page.json, whose items are others each time it is asked for.
    quint16 httpPort() const { return m_httpPort; }
    static constexpr int itemsOfPage = 1000;
    quint16 tcpPort() const { return m_tcpPort; }
    quint16 webSocketPort() const { return m_webSocketPort; }

private:
    void writeItems(int items) const;
    void startNginx();

    QTemporaryDir m_folder;
    quint16 m_httpPort, m_tcpPort, m_webSocketPort;
    test::ServerProcess m_nginx, m_tcp, m_unix, m_webSocket;
};

} // namespace livebelt::bench
