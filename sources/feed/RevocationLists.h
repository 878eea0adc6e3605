// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QSslCertificate>
#include <QSslError>
#include <memory>
#include <vector>

struct X509_crl_st;

namespace livebelt {

/// The certificates that authorities have taken back, from a PEM file with one list or more (RFC 5280, section 5). The
/// file is the person's own, so nobody's signature is looked at; what an old list names stays revoked.
class RevocationLists
{
public:
    static Result<RevocationLists> read(const QString &path);

    /// CertificateRevoked for each certificate that is in a list of its issuer.
    QList<QSslError> errors(const QList<QSslCertificate> &chain) const;

private:
    struct Deleter
    {
        void operator()(X509_crl_st *list) const;
    };
    std::vector<std::unique_ptr<X509_crl_st, Deleter>> m_lists;
};

} // namespace livebelt
