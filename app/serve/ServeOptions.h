// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace livebelt {

/// Where and for whom a RecordServer answers. A value.
struct ServeOptions
{
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8080;      ///< 0: any
    QString certificate, key; ///< PEM files; TLS where they are given
    QByteArray token;         ///< a client has to show it; empty: none has to
    QByteArray origin;        ///< the web pages of this origin may ask as well; "*": all

    /// "127.0.0.1:8080", "[::1]:8080", ":8080" for all interfaces, "8080".
    Result<void> setPlace(const QString &text);
    /// Of web pages: "https://desk.example.org", or "*".
    Result<void> setOrigin(const QString &text);
    /// Why that would let strangers in; nothing where it does not.
    Result<void> check() const;
};

} // namespace livebelt
