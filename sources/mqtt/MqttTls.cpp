// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttTls.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QUrl>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QSslError::SslError reason(int verifyError)
{
    switch (verifyError) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return QSslError::CertificateExpired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return QSslError::CertificateNotYetValid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return QSslError::HostNameMismatch;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return QSslError::SelfSignedCertificate;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return QSslError::SelfSignedCertificateInChain;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        return QSslError::UnableToGetLocalIssuerCertificate;
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return QSslError::UnableToVerifyFirstCertificate;
    case X509_V_ERR_CERT_UNTRUSTED:
        return QSslError::CertificateUntrusted;
    case X509_V_ERR_CERT_REVOKED:
        return QSslError::CertificateRevoked;
    case X509_V_ERR_INVALID_PURPOSE:
        return QSslError::InvalidPurpose;
    default:
        return QSslError::CertificateRejected;
    }
}

QSslCertificate certificateOf(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = certificate ? i2d_X509(certificate, &der) : 0;
    if (size <= 0)
        return QSslCertificate();
    const QByteArray bytes(reinterpret_cast<const char *>(der), size);
    OPENSSL_free(der);
    return QSslCertificate(bytes, QSsl::Der);
}

} // namespace

struct MqttTls::Hooks
{
    static MqttTls *of(const SSL *connection)
    {
        return static_cast<MqttTls *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
    }

    static int verified(int isGood, X509_STORE_CTX *store)
    {
        const auto *connection =
            static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
        if (!isGood) {
            of(connection)
                ->m_refusals.append(QSslError(reason(X509_STORE_CTX_get_error(store)),
                                              certificateOf(X509_STORE_CTX_get_current_cert(store))));
        }
        return isGood;
    }

    /// libmosquitto has asked for the address it knows: ask for the name instead, before the first byte is sent.
    static void changed(const SSL *connection, int where, int)
    {
        MqttTls *self = of(connection);
        if (where & SSL_CB_HANDSHAKE_DONE)
            self->m_isEstablished = true;
        if (!(where & SSL_CB_HANDSHAKE_START) || self->m_isEstablished)
            return;
        QByteArray &name = self->m_serverName;
        SSL_ctrl(const_cast<SSL *>(connection), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 name.isEmpty() ? nullptr : name.data());
    }
};

void MqttTls::FreeContext::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

MqttTls::MqttTls() : m_context(SSL_CTX_new(TLS_client_method())) {}

MqttTls::~MqttTls() = default;

Result<std::unique_ptr<MqttTls>> MqttTls::make(const QString &host, const QString &caFile)
{
    std::unique_ptr<MqttTls> tls(new MqttTls);
    SSL_CTX *context = tls->context();
    if (!context)
        return Failure{u"TLS is not available: OpenSSL could not be set up"_s};
    SSL_CTX_set_app_data(context, tls.get());
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &Hooks::verified);
    SSL_CTX_set_info_callback(context, &Hooks::changed);

    X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param(context);
    if (QHostAddress address; address.setAddress(host)) {
        X509_VERIFY_PARAM_set1_ip_asc(parameters, host.toLatin1().constData());
    } else {
        tls->m_serverName = QUrl::toAce(host);
        X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        X509_VERIFY_PARAM_set1_host(parameters, tls->m_serverName.constData(), size_t(tls->m_serverName.size()));
    }

    const bool isLoaded = caFile.isEmpty() ? SSL_CTX_set_default_verify_paths(context) == 1
                                           : SSL_CTX_load_verify_file(context, caFile.toLocal8Bit().constData()) == 1;
    if (!isLoaded) {
        return Failure{
            caFile.isEmpty()
                ? u"The system's certificate authorities cannot be read: install the package ca-certificates"_s
                : u"No certificate can be read from %1: ca has to name a PEM file"_s.arg(caFile)};
    }
    return tls;
}

} // namespace livebelt
