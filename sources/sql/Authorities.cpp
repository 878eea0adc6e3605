// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/Authorities.h"

#include <QFileInfo>

namespace livebelt {

using namespace Qt::StringLiterals;

QString systemAuthorities()
{
    for (const QString &file : {u"/etc/ssl/certs/ca-certificates.crt"_s, u"/etc/pki/tls/certs/ca-bundle.crt"_s,
                                u"/etc/ssl/cert.pem"_s, u"/etc/ssl/ca-bundle.pem"_s}) {
        if (QFileInfo::exists(file))
            return file;
    }
    return {};
}

} // namespace livebelt
