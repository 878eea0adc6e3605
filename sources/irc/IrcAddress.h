// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/irc/IrcEncoding.h"
#include "sources/irc/IrcNames.h"

#include <QByteArray>
#include <QHash>
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
    /// What the password is for.
    enum class Auth {
        None,    ///< there is none
        Sasl,    ///< the account's, by SASL
        Server,  ///< the server's or bouncer's own (PASS)
        NickServ ///< the account's, told to NickServ
    };
    Auth auth = Auth::None;
    QByteArray account;                 ///< to log in to, by SASL or NickServ
    QByteArray password;                ///< empty: no logging in
    QHash<QByteArray, QByteArray> keys; ///< of channels that have one, by folded name
    int history = 100;                  ///< how many earlier messages a new channel begins with
    IrcEncoding encoding;               ///< of lines that are not UTF-8

private:
    Result<void> takeLogin(const FeedAddress &address, const Credentials &credentials);
    Result<void> takeKeys(const FeedAddress &address, const Credentials &credentials);
};

} // namespace livebelt
