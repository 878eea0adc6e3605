// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"
#include "sources/irc/IrcReply.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace livebelt {

/// What is known of the channels of a feed beforehand.
struct IrcChannelOptions
{
    QHash<QByteArray, QByteArray> keys; ///< by folded name
    QSet<QByteArray> known;             ///< folded names of those that have let this feed in before
    bool logsIn = false;                ///< to an account: what wants one may let us in later
};

/// The channels of one connection: which we are in, which will not have us, and when to knock again. It sends nothing
/// itself.
class IrcChannels
{
public:
    IrcChannels(const QList<QByteArray> &names, QString host, IrcChannelOptions options = {});

    /// The lines that join all of them; at most 400 bytes each.
    QByteArray join() const;
    /// ownNick: who we are.
    void take(const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply);

    /// We are logged in now: the lines that join those that wanted it.
    QByteArray loggedIn();

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
        bool wasRemoved = false;   ///< somebody has put us out once
        bool wantsAccount = false; ///< it is for those who are logged in
        QString why;
    };

    Channel *find(QByteArrayView name);
    QByteArray joinAll(State state) const;
    QByteArray joinLine(const Channel &channel) const;
    QString problem(int numeric, const Channel &channel, const QString &nick, const QString &words) const;
    State stateAfter(int numeric, const Channel &channel) const;
    void refused(Channel &channel, const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply);
    void removed(Channel &channel, const QString &how, IrcReply &reply);

    QList<Channel> m_channels;
    QString m_host;
    IrcChannelOptions m_options;
};

} // namespace livebelt
