// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"

#include <QByteArray>
#include <QList>

namespace livebelt {

/// Where an IRC feed connects to and as whom: a FeedAddress with its credentials, checked. A plain value.
struct IrcAddress
{
    /// Or what is wrong with it, and how to write it. A password is refused where it would travel in the clear: over
    /// irc:// to another machine.
    static Result<IrcAddress> check(const FeedAddress &address, const Credentials &credentials);

    /// "host:port", for people.
    QString where() const;

    QString host;
    quint16 port = 0;
    bool tls = false;
    NetworkOptions network;
    QList<QByteArray> channels; ///< at least one, with its '#'
    QByteArray nick;            ///< the first to try
    QByteArray user;            ///< the "ident" shown to others
    QByteArray account;         ///< to log in to by SASL; empty with a password: that is the server's own (PASS)
    QByteArray password;        ///< empty: no logging in
};

/// Whether it can be a channel: begins with one of # & + !, and holds no space, comma or control character (RFC 2812
/// section 1.3).
bool isIrcChannel(QByteArrayView name);
/// Whether it can be a nick (RFC 2812 section 2.3.1, but of any length and with letters of any script).
bool isIrcNick(QByteArrayView name);

} // namespace livebelt
