// SPDX-License-Identifier: MIT
#include <livebelt/async/io/PeerTrust.h>

#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslSocket>
#include <algorithm>

namespace livebelt::async {

namespace {

bool isAboutStaple(const QSslError &error)
{
    return error.error() >= QSslError::OcspNoResponseFound;
}

bool mustStaple(const QSslCertificate &certificate)
{
    const QList<QSslCertificateExtension> extensions = certificate.extensions();
    return std::any_of(extensions.begin(), extensions.end(), [](const QSslCertificateExtension &extension) {
        return extension.oid() == QLatin1String("1.3.6.1.5.5.7.1.24");
    });
}

/// Qt ties a proof to a certificate by that of its issuer, which a server does not send where that is the root.
bool isIssuerSent(const QSslSocket &socket)
{
    const QList<QSslCertificate> chain = socket.peerCertificateChain();
    const QSslCertificate peer = socket.peerCertificate();
    return std::any_of(chain.begin(), chain.end(), [&peer](const QSslCertificate &certificate) {
        return certificate != peer && certificate.subjectInfoAttributes() == peer.issuerInfoAttributes();
    });
}

} // namespace

QList<QSslError> seriousErrors(const QList<QSslError> &errors, const QSslSocket &socket)
{
    const bool needsProof = mustStaple(socket.peerCertificate());
    QList<QSslError> serious;
    for (const QSslError &error : errors) {
        const bool isUntied = error.error() == QSslError::OcspResponseCertIdUnknown && !isIssuerSent(socket);
        if (!isAboutStaple(error) || (needsProof && !isUntied))
            serious.append(error);
    }
    return serious;
}

} // namespace livebelt::async
