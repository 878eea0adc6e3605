// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcAddress.h"

#include <QHostAddress>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHistory = 10'000;

/// Whether text can be sent inside a line.
bool isOneLine(const QString &text)
{
    return !text.contains(u'\r') && !text.contains(u'\n') && !text.contains(QChar(u'\0'));
}

bool isLoopback(const QString &host)
{
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace

QString IrcAddress::where() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

Result<IrcAddress> IrcAddress::check(const FeedAddress &address, const Credentials &credentials)
{
    IrcAddress irc;
    irc.host = address.host();
    irc.tls = address.scheme() == u"ircs";
    irc.port = address.port(irc.tls ? 6697 : 6667);
    if (!irc.tls && address.scheme() != u"irc")
        return Failure{u"A chat's address begins with irc:// or ircs://, not with %1:"_s.arg(address.scheme())};
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    irc.network = *network;
    if (irc.host.isEmpty())
        return Failure{u"The address names no server: write it like irc://irc.libera.chat/#qt"_s};
    if (irc.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(irc.tls ? 6697 : 6667)};

    const QStringList names = address.path().split(u',', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        const QByteArray channel = name.toUtf8();
        if (!isIrcChannel(channel)) {
            return Failure{
                u"“%1” is no channel: a channel begins with # and holds no spaces, as in %2://%3/#chat"_s.arg(
                    name, address.scheme(), irc.host)};
        }
        if (!irc.channels.contains(channel))
            irc.channels.append(channel);
    }
    if (irc.channels.isEmpty())
        return Failure{u"The address names no channel: add one, as in %1://%2/#chat"_s.arg(address.scheme(), irc.host)};

    if (const Result<void> logsIn = irc.takeLogin(address, credentials); !logsIn)
        return Failure{logsIn.error()};
    if (const Result<void> keyed = irc.takeKeys(address, credentials); !keyed)
        return Failure{keyed.error()};
    bool isNumber = false;
    irc.history = address.query(u"history"_s, u"100"_s).toInt(&isNumber);
    if (!isNumber || irc.history < 0 || irc.history > mostHistory) {
        return Failure{u"history=%1 is no number of messages: give one from 0 to %2"_s.arg(address.query(u"history"_s))
                           .arg(mostHistory)};
    }
    const Result<IrcEncoding> encoding = IrcEncoding::from(address.query(u"encoding"_s, u"windows-1252"_s));
    if (!encoding)
        return Failure{encoding.error()};
    irc.encoding = *encoding;

    const QByteArray asked = address.query(u"nick"_s).toUtf8();
    if (address.hasQuery(u"nick"_s) && !isIrcNick(asked)) {
        return Failure{u"“%1” is no nick: one begins with a letter and holds letters, digits, - and _ only"_s.arg(
            QString::fromUtf8(asked))};
    }
    const QByteArray user = (address.user().isEmpty() ? credentials.user : address.user()).toUtf8();
    irc.nick = !asked.isEmpty() ? asked : isIrcNick(user) ? user : QByteArray("livebelt");
    irc.user = isIrcNick(user) || irc.auth == Auth::Server ? user : QByteArray();
    if (irc.user.isEmpty())
        irc.user = "livebelt";
    return irc;
}

Result<void> IrcAddress::takeLogin(const FeedAddress &address, const Credentials &credentials)
{
    const QString who = credentials.user.isEmpty() ? address.user() : credentials.user;
    const bool isServers = who.isEmpty() && address.hasPasswordMark(); // ircs://:PASSWORD@host
    const QString way = address.query(u"auth"_s, isServers ? u"server"_s : u"sasl"_s);
    if (way != u"sasl" && way != u"server" && way != u"nickserv") {
        return Failure{
            u"auth=%1 is no way to log in: it is sasl or nickserv for an account, server for the server's own "
            "password"_s.arg(way)};
    }
    if (!isOneLine(who) || !isOneLine(credentials.password))
        return Failure{u"The user name or the password holds a line break: enter it again without"_s};
    password = credentials.password.toUtf8();
    if (password.isEmpty())
        return {};
    if (!tls && !isLoopback(host)) {
        return Failure{
            u"The password would travel to %1 for everyone on the way to read: use ircs:// in place of irc://"_s.arg(
                host)};
    }
    auth = way == u"server" ? Auth::Server : way == u"nickserv" ? Auth::NickServ : Auth::Sasl;
    if (auth == Auth::Server && who.contains(u' '))
        return Failure{u"The user name holds a space: enter it again without"_s};
    if (auth == Auth::Server)
        return {};
    account = who.toUtf8();
    if (account.isEmpty()) {
        return Failure{
            u"The password has no user name: give it one, or, where it is the server's own, add auth=server, "
            "as in %1://%2/%3?auth=server"_s.arg(address.scheme(), host, QString::fromUtf8(channels.constFirst()))};
    }
    return {};
}

/// ?locked=#a,#b: the channels that have a key; the keys in the same order.
Result<void> IrcAddress::takeKeys(const FeedAddress &address, const Credentials &credentials)
{
    const QStringList locked = address.query(u"locked"_s).split(u',', Qt::SkipEmptyParts);
    const QStringList given = credentials.channelKeys.split(u',', Qt::SkipEmptyParts);
    for (const QString &name : locked) {
        const bool isOurs = std::any_of(channels.begin(), channels.end(), [&](const QByteArray &channel) {
            return ircFolded(channel) == ircFolded(name.toUtf8());
        });
        if (!isOurs)
            return Failure{
                u"locked=%1 names none of the channels of the address: write it as it stands there"_s.arg(name)};
    }
    if (given.isEmpty())
        return {}; // the server asks for them
    if (given.size() != locked.size()) {
        return Failure{
            u"There are %1 channel keys for %2 locked channels: name each such channel in locked=, and give the "
            "keys in the same order with commas between"_s.arg(given.size())
                .arg(locked.size())};
    }
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QByteArray key = given[i].trimmed().toUtf8();
        if (key.isEmpty() || !isIrcTarget(key))
            return Failure{u"The key of %1 holds a space or begins with a colon: enter it again"_s.arg(locked[i])};
        keys.insert(ircFolded(locked[i].toUtf8()), key);
    }
    if (!tls && !isLoopback(host)) {
        return Failure{
            u"The channel key would travel to %1 for everyone on the way to read: use ircs:// in place of irc://"_s.arg(
                host)};
    }
    return {};
}

} // namespace livebelt
