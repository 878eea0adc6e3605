// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/NetworkOptions.h"

#include "sources/feed/Parameters.h"
#include "sources/feed/RevocationLists.h"

#include <QFile>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslKey>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

Result<QNetworkProxy> parseProxy(const QString &text, const QString &password)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isSocks = url.scheme() == u"socks5" || url.scheme() == u"socks5h";
    if (!url.isValid() || url.host().isEmpty() || (!isSocks && url.scheme() != u"http")) {
        return Failure{u"“%1” is no proxy: write it like socks5://host:1080, http://host:8080, system or none"_s.arg(
            url.toString(QUrl::RemovePassword))};
    }
    if (!url.password().isEmpty()) {
        return Failure{u"Leave the proxy's password out of the address: it is asked for, or taken from the environment "
                       "variable LIVEBELT_PROXY_PASSWORD"_s};
    }
    return QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(isSocks ? 1080 : 8080)), url.userName(), password);
}

Result<QByteArray> contents(const QString &path, const QString &option)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure{u"The file of %1= cannot be read: %2: %3"_s.arg(option, path, file.errorString())};
    constexpr qint64 most = 4 << 20;
    return file.read(most);
}

Result<QSslKey> readKey(const QByteArray &pem, const QString &path, const QString &password)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, password.toUtf8());
        if (!key.isNull())
            return key;
    }
    return Failure{u"There is no private key in %1 that can be read: give key= a PEM file; where it is encrypted, its "
                   "password is asked for, or taken from the environment variable LIVEBELT_KEY_PASSWORD"_s.arg(path)};
}

} // namespace

Result<NetworkOptions> NetworkOptions::from(const FeedAddress &address, const Credentials &credentials)
{
    NetworkOptions options;
    options.authorities = address.query(u"ca"_s);
    options.revoked = address.query(u"crl"_s);
    options.certificate = address.query(u"cert"_s);
    options.key = address.query(u"key"_s);
    options.keyPassword = credentials.keyPassword;
    if (options.certificate.isEmpty() && !options.key.isEmpty())
        return Failure{u"key= is of no use without cert=: name the file of the client certificate, too"_s};
    const QString proxy = address.query(u"proxy"_s, u"none"_s);
    if (proxy == u"system") {
        options.usesSystemProxy = true;
    } else if (proxy != u"none") {
        const auto parsed = parseProxy(proxy, credentials.proxyPassword);
        if (!parsed)
            return Failure{parsed.error()};
        options.proxy = *parsed;
    }
    return options;
}

Result<QSslConfiguration> NetworkOptions::tls() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!revoked.isEmpty()) {
        const auto lists = RevocationLists::read(revoked);
        if (!lists)
            return Failure{lists.error()};
    }
    if (!authorities.isEmpty()) {
        const auto pem = contents(authorities, u"ca"_s);
        if (!pem)
            return Failure{pem.error()};
        const QList<QSslCertificate> trusted = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (trusted.isEmpty())
            return Failure{u"There is no certificate in %1: give ca= a PEM file with the certificate authority"_s.arg(
                authorities)};
        configuration.setCaCertificates(trusted);
    }
    if (!certificate.isEmpty()) {
        const auto pem = contents(certificate, u"cert"_s);
        if (!pem)
            return Failure{pem.error()};
        const QList<QSslCertificate> chain = QSslCertificate::fromData(*pem, QSsl::Pem);
        if (chain.isEmpty())
            return Failure{
                u"There is no certificate in %1: give cert= a PEM file with the client certificate"_s.arg(certificate)};
        const auto keyPem = key.isEmpty() ? pem : contents(key, u"key"_s);
        if (!keyPem)
            return Failure{keyPem.error()};
        const auto privateKey = readKey(*keyPem, key.isEmpty() ? certificate : key, keyPassword);
        if (!privateKey)
            return Failure{privateKey.error()};
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(*privateKey);
    }
    return configuration;
}

async::PeerCheck NetworkOptions::peerCheck() const
{
    if (revoked.isEmpty())
        return {};
    return [path = revoked](const QSslSocket &socket) {
        const auto lists = RevocationLists::read(path);
        return lists ? lists->errors(socket.peerCertificateChain())
                     : QList<QSslError>{QSslError(QSslError::CertificateStatusUnknown, socket.peerCertificate())};
    };
}

QNetworkProxy NetworkOptions::proxyFor(const QString &host, quint16 port) const
{
    if (!usesSystemProxy)
        return proxy;
    const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(host, port));
    return found.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : found.constFirst();
}

QList<FeedParameter> NetworkOptions::tlsParameters()
{
    return Parameters()
        .text("ca", "Authority file", "PEM file of the certificate authority, where it is not one the system trusts.")
        .text("crl", "Revocation list",
              "PEM file of certificates that are not to be trusted any more. Beside it, a proof that the server "
              "staples (OCSP) is looked at, and demanded where its certificate does; nobody is asked.")
        .text("cert", "Client certificate", "PEM file, where the other side wants to know who connects.")
        .text("key", "Its private key", "PEM file, where the key is not in the certificate's.")
        .secret(FeedParameter::Part::KeyPassword, "key-password", "Password of the key", "Where the key is encrypted.");
}

QList<FeedParameter> NetworkOptions::proxyParameters()
{
    return Parameters()
        .text("proxy", "Proxy", "socks5://host:1080, http://host:8080, system, or none.")
        .fallback("none")
        .secret(FeedParameter::Part::ProxyPassword, "proxy-password", "Password of the proxy",
                "For the user of the proxy, as in socks5://user@host:1080.");
}

} // namespace livebelt
