// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>
#include <QUrlQuery>
#include <map>
#include <optional>

namespace livebelt {

/// What a client asks for: the head of a request (RFC 9112), without a body. A value.
struct ServeRequest
{
    QByteArray method;
    QStringList path; ///< its parts, decoded: "feeds", "lab", "records"
    QUrlQuery query;
    std::map<QByteArray, QByteArray> headers; ///< names in lower case; of several with one name the last

    QByteArray header(const QByteArray &name) const;
    /// Decoded, with '+' as it is; nothing where it is not given.
    std::optional<QString> option(const QString &name) const;

    /// head: up to and without the empty line. Nothing where that is no request.
    static std::optional<ServeRequest> parse(const QByteArray &head);
};

} // namespace livebelt
