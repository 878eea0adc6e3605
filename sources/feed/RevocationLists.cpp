// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/RevocationLists.h"

#include <QFile>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

struct Freed
{
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

std::unique_ptr<X509, Freed> parsed(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    return std::unique_ptr<X509, Freed>(d2i_X509(nullptr, &bytes, long(der.size())));
}

bool isIn(X509_CRL *list, X509 *certificate)
{
    constexpr int isRevoked = 1;
    X509_REVOKED *entry = nullptr;
    return X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_issuer_name(certificate)) == 0 &&
           X509_CRL_get0_by_cert(list, &entry, certificate) == isRevoked;
}

} // namespace

void RevocationLists::Deleter::operator()(X509_crl_st *list) const
{
    X509_CRL_free(list);
}

Result<RevocationLists> RevocationLists::read(const QString &path)
{
    constexpr qint64 most = 256 << 20;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Failure{u"The file of crl= cannot be read: %1: %2"_s.arg(path, file.errorString())};
    const QByteArray pem = file.read(most);
    const std::unique_ptr<BIO, Freed> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    RevocationLists lists;
    while (X509_CRL *list = PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr))
        lists.m_lists.emplace_back(list);
    ERR_clear_error(); // that there is no further one
    if (lists.m_lists.empty())
        return Failure{
            u"There is no revocation list in %1: give crl= a PEM file (-----BEGIN X509 CRL-----); openssl crl "
            "-inform DER makes one of the other form"_s.arg(path)};
    return lists;
}

QList<QSslError> RevocationLists::errors(const QList<QSslCertificate> &chain) const
{
    QList<QSslError> found;
    for (const QSslCertificate &certificate : chain) {
        const auto x509 = parsed(certificate);
        const bool isRevoked = x509 && std::any_of(m_lists.begin(), m_lists.end(),
                                                   [&x509](const auto &list) { return isIn(list.get(), x509.get()); });
        if (isRevoked)
            found.append(QSslError(QSslError::CertificateRevoked, certificate));
    }
    return found;
}

} // namespace livebelt
