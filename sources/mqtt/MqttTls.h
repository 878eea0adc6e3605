// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QList>
#include <QSslError>
#include <memory>

struct ssl_ctx_st;

namespace livebelt {

/// The TLS side of one connection of libmosquitto, which is handed this context in place of one of its own, for two
/// reasons: it is told an address instead of a host name, so that it need not look the name up itself, which would
/// block; and it does not tell why a certificate was refused. TLS 1.2 or newer; the certificate has to be valid, of a
/// trusted authority, and for the host's name.
class MqttTls
{
public:
    /// host: the name, or the address, the certificate has to be for. caFile: PEM; empty for the system's authorities.
    static Result<std::unique_ptr<MqttTls>> make(const QString &host, const QString &caFile);
    ~MqttTls();
    Q_DISABLE_COPY_MOVE(MqttTls)

    ssl_ctx_st *context() const { return m_context.get(); }
    /// Whether the handshake is done.
    bool isEstablished() const { return m_isEstablished; }
    /// What was wrong with the certificate; empty while nothing was.
    const QList<QSslError> &refusals() const { return m_refusals; }

private:
    struct FreeContext
    {
        void operator()(ssl_ctx_st *context) const;
    };
    struct Hooks; ///< called by OpenSSL

    MqttTls();
    std::unique_ptr<ssl_ctx_st, FreeContext> m_context;
    QByteArray m_serverName; ///< empty where the host is an address
    QList<QSslError> m_refusals;
    bool m_isEstablished = false;
};

} // namespace livebelt
