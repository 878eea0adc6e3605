// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/feed/Parting.h"
#include "sources/http/HttpRequest.h"
#include <livebelt/async/io/Descriptor.h>
#include <livebelt/async/io/Devices.h>

#include <QSslSocket>
#include <optional>

namespace livebelt {

/// One connection to the server of a request, over TLS where the URL says so, or to the proxy on the way there. At most
/// 64 kB are read ahead: TCP holds a fast server back. A peer that is gone without a word is noticed by the kernel
/// within 30 s. I/O thread. Destroying it drops the connection.
class HttpLink
{
public:
    explicit HttpLink(const HttpRequest &request);

    /// Connects; or why that did not work.
    async::Task<std::optional<Ending>> open();
    /// Sends the request with these headers, too (RFC 9112, section 3).
    void send(const HttpRequest &request, const QList<HttpRequest::Header> &headers);
    /// What the other side sends, until it closes.
    async::AsyncIterator<QByteArray> &pieces() { return m_pieces; }
    /// Ends open() at once, and pieces() once what had arrived by now has been given.
    void leave() { m_parting.begin(); }

    /// Whether another request can go this way: it leads to the same server, and is still open.
    bool leadsTo(const HttpRequest &request) const;
    /// pieces() has ended: whether the other side, or the network, broke the connection, rather than closing it.
    bool wasBroken() const;
    /// Why pieces() has ended, where that was too early.
    Ending loss() const;
    /// For how long the server may have been silent before that; 0: it closed the connection.
    std::chrono::milliseconds silence() const;

private:
    bool isForwarded() const; ///< a proxy passes each request on, rather than the bytes
    QByteArray target(const HttpRequest &request) const;

    const HttpRequest m_request;
    const QNetworkProxy m_proxy;
    QSslSocket m_socket;
    async::detail::Descriptor m_watched; ///< of the socket: tells how it ended when Qt has closed it
    Parting m_parting;
    async::AsyncIterator<QByteArray> m_pieces;
};

} // namespace livebelt
