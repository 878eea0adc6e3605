// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchAddress.h"

#include <QHostAddress>
#include <QRandomGenerator>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Letters, digits and _, at most 25: what Twitch allows as a login name.
bool isTwitchName(QByteArrayView name)
{
    return !name.isEmpty() && name.size() <= 25 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool isLoopback(const QString &host)
{
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

Failure noChannel(const QString &name)
{
    return {u"“%1” is no channel of Twitch: write its name as in the address of its page, like twitch:monstercat"_s.arg(
        name)};
}

/// Twitch itself, or the stand-in that ?server=host:port names.
Result<IrcTarget> targetOf(const FeedAddress &address)
{
    IrcTarget target;
    const QString via = address.query(u"via"_s, u"tls"_s);
    if (via != u"tls" && via != u"websocket")
        return Failure{u"?via=%1 is no way to Twitch: it is tls or websocket"_s.arg(via)};
    target.isWebSocket = via == u"websocket";
    target.host = target.isWebSocket ? u"irc-ws.chat.twitch.tv"_s : u"irc.chat.twitch.tv"_s;
    target.port = target.isWebSocket ? 443 : 6697;
    if (address.hasQuery(u"server"_s)) {
        const QUrl server(u"irc://"_s + address.query(u"server"_s));
        if (server.host().isEmpty() || server.port() <= 0)
            return Failure{u"?server= has to be host:port"_s};
        target.host = server.host();
        target.port = quint16(server.port());
        const QString tls = address.query(u"tls"_s, u"1"_s);
        if (tls != u"0" && tls != u"1")
            return Failure{u"tls is 1 or 0, not “%1”"_s.arg(tls)};
        target.tls = tls == u"1";
    } else if (address.hasQuery(u"tls"_s)) {
        return Failure{u"tls= belongs to server=: Twitch itself is always encrypted"_s};
    }
    target.where = u"%1:%2"_s.arg(target.host).arg(target.port);
    return target;
}

} // namespace

Result<TwitchAddress> TwitchAddress::check(const FeedAddress &address, const Credentials &credentials)
{
    TwitchAddress twitch;
    const Result<IrcTarget> target = targetOf(address);
    if (!target)
        return Failure{target.error()};
    twitch.target = *target;
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    twitch.target.network = *network;

    const QString path = address.host().isEmpty() ? address.path() : address.host() + u',' + address.path();
    const QStringList names = path.split(u',', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        const QByteArray channel = '#' + (name.startsWith(u'#') ? name.mid(1) : name).toLower().toUtf8();
        if (!isTwitchName(QByteArrayView(channel).sliced(1)))
            return noChannel(name);
        if (!twitch.channels.contains(channel))
            twitch.channels.append(channel);
    }
    if (twitch.channels.isEmpty())
        return Failure{u"The address names no channel: write one, as in twitch:monstercat"_s};

    twitch.token = credentials.password.trimmed().toUtf8();
    if (twitch.token.startsWith("oauth:"))
        twitch.token.remove(0, 6);
    if (twitch.token.isEmpty()) {
        twitch.user = "justinfan" + QByteArray::number(QRandomGenerator::global()->bounded(10'000, 100'000));
        return twitch;
    }
    twitch.user = (credentials.user.isEmpty() ? address.user() : credentials.user).toLower().toUtf8();
    if (!isTwitchName(twitch.user))
        return Failure{u"An OAuth token needs the Twitch user name it is for: give this feed both"_s};
    if (std::any_of(twitch.token.begin(), twitch.token.end(), [](char c) { return c <= ' ' || c == 0x7f; }))
        return Failure{u"The OAuth token holds a space or a line break: enter it again without"_s};
    if (!twitch.target.tls && !isLoopback(twitch.target.host))
        return Failure{u"The OAuth token would travel for everyone to read: leave ?tls=0 out"_s};
    return twitch;
}

} // namespace livebelt
