// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcChannels.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"

#include <array>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestJoin = 400;

bool isJoinProblem(int numeric)
{
    constexpr std::array numerics{403, 405, 407, 437, 471, 473, 474, 475, 476, 477, 479, 480, 489, 520};
    return std::find(numerics.begin(), numerics.end(), numeric) != numerics.end();
}

bool passesByItself(int numeric)
{
    return numeric == 437 || numeric == 471;
}

bool isLiftedByInvitation(int numeric)
{
    return numeric == 473 || numeric == 475;
}

QByteArray channelField(const QByteArray &channel)
{
    FieldsBuilder fields;
    fields.add("channel", channel);
    return fields.take();
}

} // namespace

IrcChannels::IrcChannels(const QList<QByteArray> &names, QString host, IrcChannelOptions options)
    : m_host(std::move(host)), m_options(std::move(options))
{
    for (const QByteArray &name : names) {
        Channel channel;
        channel.name = name;
        m_channels.append(channel);
    }
}

QByteArray IrcChannels::joinLine(const Channel &channel) const
{
    const QByteArray key = m_options.keys.value(ircFolded(channel.name));
    return "JOIN " + channel.name + (key.isEmpty() ? key : ' ' + key) + "\r\n";
}

QByteArray IrcChannels::loggedIn()
{
    QByteArray lines;
    for (Channel &channel : m_channels) {
        if (channel.state == State::Joined || !std::exchange(channel.wantsAccount, false))
            continue;
        channel.state = State::Asked;
        lines += joinLine(channel);
    }
    return lines;
}

QByteArray IrcChannels::join() const
{
    return joinAll(State::Asked);
}

QByteArray IrcChannels::joinAll(State state) const
{
    QByteArray lines, names;
    for (const Channel &channel : m_channels) {
        if (channel.state != state)
            continue;
        if (m_options.keys.contains(ircFolded(channel.name))) {
            lines += joinLine(channel);
            continue;
        }
        if (!names.isEmpty() && names.size() + channel.name.size() > longestJoin)
            lines += "JOIN " + std::exchange(names, {}) + "\r\n";
        names += (names.isEmpty() ? "" : ",") + channel.name;
    }
    return names.isEmpty() ? lines : lines + "JOIN " + names + "\r\n";
}

void IrcChannels::take(const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply)
{
    const int numeric = message.numeric();
    if (numeric > 0 && (numeric < 400 || numeric > 599))
        return;
    const bool isJoin = message.is("JOIN"), isPart = message.is("PART"), isKick = message.is("KICK");
    if (numeric == 0 && !isJoin && !isPart && !isKick && !message.is("INVITE"))
        return;
    Channel *channel = find(message.parameter(numeric > 0 || message.is("INVITE") ? 1 : 0));
    if (!channel)
        return;
    if (numeric > 0)
        return refused(*channel, message, ownNick, reply);

    const QByteArray whom = ircFolded(isKick                 ? message.parameter(1)
                                      : message.is("INVITE") ? message.parameter(0)
                                                             : message.nick);
    if (whom != ircFolded(ownNick))
        return;
    const QString name = QString::fromUtf8(channel->name);
    const QString who = QString::fromUtf8(message.nick);
    if (isJoin) {
        channel->state = State::Joined;
    } else if (isPart) {
        removed(*channel, u"You were made to leave %1"_s.arg(name), reply);
    } else if (isKick) {
        removed(*channel, u"%1 has put you out of %2 (%3)"_s.arg(who, name, QString::fromUtf8(message.parameter(2))),
                reply);
    } else if (channel->state != State::Joined) {
        channel->state = State::Asked;
        reply.send += joinLine(*channel);
    }
}

void IrcChannels::refused(Channel &channel, const IrcMessage &message, const QByteArray &ownNick, IrcReply &reply)
{
    const int numeric = message.numeric();
    if (numeric == 470) { // "#a #b :Forwarding to another channel"
        const QByteArray other = message.parameter(2).toByteArray();
        reply.notices.push_back(
            makeNotice(NoticeType::Information, channel.name + " leads to " + other, channelField(channel.name)));
        channel.name = other;
        return;
    }
    if (channel.state == State::Joined)
        return;
    if (!isJoinProblem(numeric))
        return;
    channel.wantsAccount = numeric == 477;
    channel.why = problem(numeric, channel, QString::fromUtf8(ownNick), QString::fromUtf8(message.last()));
    const State state = stateAfter(numeric, channel);
    if (std::exchange(channel.state, state) == State::Waiting && state == State::Waiting)
        return; // said already
    const QString next = state == State::Waiting ? u"; it is tried again every few minutes"_s : QString();
    reply.notices.push_back(
        makeNotice(NoticeType::Information, (channel.why + next).toUtf8(), channelField(channel.name)));
}

/// One that has let us in before, or that waits for our login, may do so again.
IrcChannels::State IrcChannels::stateAfter(int numeric, const Channel &channel) const
{
    if (isLiftedByInvitation(numeric) && !m_options.known.contains(ircFolded(channel.name)))
        return State::Uninvited;
    const bool mayChange = passesByItself(numeric) || m_options.known.contains(ircFolded(channel.name)) ||
                           (channel.wantsAccount && m_options.logsIn);
    return mayChange ? State::Waiting : State::Refused;
}

/// What a refusal to let us join means, and what to do.
QString IrcChannels::problem(int numeric, const Channel &channel, const QString &nick, const QString &words) const
{
    const QString name = QString::fromUtf8(channel.name);
    switch (numeric) {
    case 403:
        return u"There is no channel %1 on this server: check its name"_s.arg(name);
    case 405:
        return u"%1 was not joined, you are in as many channels as the server allows: leave one out of the address"_s
            .arg(name);
    case 437:
        return u"%1 cannot be joined at the moment"_s.arg(name);
    case 471:
        return u"%1 is full"_s.arg(name);
    case 473:
        return u"%1 is by invitation only: ask one of its operators to invite “%2”"_s.arg(name, nick);
    case 474:
        return u"%1 has banned you: ask one of its operators to lift the ban"_s.arg(name);
    case 475:
        if (m_options.keys.contains(ircFolded(channel.name)))
            return u"%1 has another key than the one you gave: enter it again, or ask one of its operators to invite “%2”"_s
                .arg(name, nick);
        return u"%1 is locked with a key: name it with locked=%1 and give its key to this feed, or ask one of its "
               u"operators "
               "to invite “%2”"_s.arg(name, nick);
    case 477:
        if (m_options.logsIn)
            return u"%1 is for those who are logged in, and you are not yet"_s.arg(name);
        return u"%1 is for registered users: register with the network, then give this feed the user name and password"_s
            .arg(name);
    case 489:
        return u"%1 is for TLS connections only: use ircs:// in place of irc://"_s.arg(name);
    default:
        return u"%1 could not be joined: %2"_s.arg(name, words);
    }
}

void IrcChannels::removed(Channel &channel, const QString &how, IrcReply &reply)
{
    const bool again = std::exchange(channel.wasRemoved, true);
    channel.state = again ? State::Refused : State::Asked;
    channel.why = again ? u"%1, for the second time: ask there before you connect again"_s.arg(how)
                        : u"%1: joining again"_s.arg(how);
    if (!again)
        reply.send += joinLine(channel);
    reply.notices.push_back(makeNotice(NoticeType::Information, channel.why.toUtf8(), channelField(channel.name)));
}

bool IrcChannels::wantsToKnockAgain() const
{
    return std::any_of(m_channels.begin(), m_channels.end(),
                       [](const Channel &c) { return c.state == State::Waiting; });
}

QByteArray IrcChannels::knockAgain() const
{
    return joinAll(State::Waiting);
}

QString IrcChannels::refusal() const
{
    QStringList reasons;
    for (const Channel &channel : m_channels) {
        if (channel.state != State::Refused)
            return {};
        reasons += channel.why;
    }
    return u"%1 lets you into none of the channels. %2"_s.arg(m_host, reasons.join(u". "_s));
}

IrcChannels::Channel *IrcChannels::find(QByteArrayView name)
{
    if (name.isEmpty())
        return nullptr;
    const QByteArray folded = ircFolded(name);
    for (Channel &channel : m_channels) {
        if (ircFolded(channel.name) == folded)
            return &channel;
    }
    return nullptr;
}

} // namespace livebelt
