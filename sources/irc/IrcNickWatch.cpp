// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcNickWatch.h"

#include <QByteArrayList>
#include <algorithm>

namespace livebelt {

void IrcNickWatch::support(QByteArrayView token, IrcReply &reply)
{
    if (!isWaiting() || (token != "MONITOR" && !token.startsWith("MONITOR=")) || std::exchange(m_isMonitored, true))
        return;
    reply.send += "MONITOR + " + m_wanted + "\r\n";
}

QByteArray IrcNickWatch::question() const
{
    return isWaiting() && !m_isMonitored ? "ISON " + m_wanted + "\r\n" : QByteArray();
}

void IrcNickWatch::take(const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply)
{
    if (!isWaiting())
        return;
    if (isWanted(ownNick)) {
        if (m_isMonitored)
            reply.send += "MONITOR - " + m_wanted + "\r\n";
        m_wanted.clear();
        return;
    }
    bool isFree = (message.is("QUIT") || message.is("NICK")) && isWanted(message.nick);
    if (message.is("303")) { // RPL_ISON: those that are there
        const QByteArrayList there = message.last().toByteArray().split(' ');
        isFree = std::none_of(there.begin(), there.end(), [&](const QByteArray &nick) { return isWanted(nick); });
    } else if (message.is("731")) { // RPL_MONOFFLINE
        const QByteArrayList gone = message.last().toByteArray().split(',');
        isFree = std::any_of(gone.begin(), gone.end(), [&](const QByteArray &nick) { return isWanted(nick); });
    }
    if (isFree)
        reply.send += "NICK " + m_wanted + "\r\n";
}

bool IrcNickWatch::isAnswer(const IrcMessage &message)
{
    return message.is("303") || message.is("730") || message.is("731");
}

} // namespace livebelt
