// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcTransport.h"

#include <QByteArray>
#include <QList>

namespace livebelt {

/// Which chats of Twitch are read, how, and as whom: a FeedAddress with its credentials, checked. A plain value.
struct TwitchAddress
{
    /// Or what is wrong with it, and how to write it.
    static Result<TwitchAddress> check(const FeedAddress &address, const Credentials &credentials);

    bool isAnonymous() const { return token.isEmpty(); }

    IrcTarget target;
    QList<QByteArray> channels; ///< at least one, in lower case, with its '#'
    QByteArray user;            ///< in lower case; of somebody anonymous "justinfan" and digits
    QByteArray token;           ///< OAuth, without "oauth:"; empty: anonymous, reads only
};

} // namespace livebelt
