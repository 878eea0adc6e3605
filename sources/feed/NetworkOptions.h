// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include <livebelt/async/io/Sockets.h>

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace livebelt {

/// What the address of any feed over the network may say of the way there: its query items ca, crl, cert, key and
/// proxy.
/// A plain value.
struct NetworkOptions
{
    QString authorities; ///< ?ca=: PEM file of the authorities to trust in place of the system's
    QString revoked;     ///< ?crl=: PEM file of the certificates that are not to be trusted any more
    QString certificate; ///< ?cert=: PEM file of the client certificate, with its chain
    QString key;         ///< ?key=: PEM file of its private key, where that is not in the same file
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    bool usesSystemProxy = false; ///< ?proxy=system: as the environment (http_proxy, all_proxy) says
    QString keyPassword;

    /// Looks at the words only, reads no file. proxy is socks5://[user@]host[:port], http://[user@]host[:port], system
    /// or none.
    static Result<NetworkOptions> from(const FeedAddress &address, const Credentials &credentials);

    /// TLS 1.2 or newer with the certificate verified, the authorities and the client's certificate read from their
    /// files; or a sentence that says what is wrong with those.
    Result<QSslConfiguration> tls() const;
    /// For async::connectEncrypted(), of a socket so configured: refuses what ?crl= lists.
    async::PeerCheck peerCheck() const;
    /// The proxy for a connection to that place.
    QNetworkProxy proxyFor(const QString &host, quint16 port) const;

    /// Those of a kind that may use TLS (ca, crl, cert, key), and proxy: to be appended to its description's
    /// parameters.
    static QList<FeedParameter> tlsParameters();
    static QList<FeedParameter> proxyParameters();
};

} // namespace livebelt
