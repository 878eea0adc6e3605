// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcReply.h"

#include <QList>
#include <QString>

namespace livebelt {

/// The channels of one connection: which we are in, which will not have us, and when to knock again. It sends nothing
/// itself.
class IrcChannels
{
public:
    IrcChannels(const QList<QByteArray> &names, QString host);

    /// The lines that join all of them; at most 400 bytes each.
    QByteArray join() const;
    /// ownNick: who we are.
    void take(const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply);

    /// Whether a channel was full or the like: knockAgain() after a while.
    bool wantsToKnockAgain() const;
    QByteArray knockAgain() const;
    /// Why nothing can be received any more until the person changes something; empty while a channel is left.
    QString refusal() const;

private:
    enum class State { Asked, Joined, Waiting, Uninvited, Refused };
    struct Channel
    {
        QByteArray name;
        State state = State::Asked;
        bool wasRemoved = false; ///< somebody has put us out once
        QString why;
    };

    Channel *find(QByteArrayView name);
    QByteArray joinAll(State state) const;
    void refused(Channel &channel, const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply);
    void removed(Channel &channel, const QString &how, IrcReply &reply);

    QList<Channel> m_channels;
    QString m_host;
};

} // namespace livebelt
