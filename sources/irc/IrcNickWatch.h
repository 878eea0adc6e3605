// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcReply.h"

namespace livebelt {

/// Takes the nick that was wanted once it is free, where another one had to do: asked for by MONITOR (IRCv3) or ISON
/// (RFC 2812 section 4.9), or seen as its owner leaves. It sends nothing itself. One connection.
class IrcNickWatch
{
public:
    /// The server has let us in under another nick.
    void begin(const QByteArray &wanted) { m_wanted = wanted; }
    bool isWaiting() const { return !m_wanted.isEmpty(); }
    /// A token of RPL_ISUPPORT: MONITOR.
    void support(QByteArrayView token, IrcReply &reply);
    /// What to ask from time to time.
    QByteArray question() const;
    /// ownNick: who we are after that message.
    void take(const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply);
    /// Whether a message only answers what was asked here.
    static bool isAnswer(const IrcMessage &message);

private:
    bool isWanted(QByteArrayView nick) const { return ircFolded(nick) == ircFolded(m_wanted); }

    QByteArray m_wanted; ///< empty: nothing is waited for
    bool m_isMonitored = false;
};

} // namespace livebelt
