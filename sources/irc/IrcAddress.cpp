// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcAddress.h"

#include <QHostAddress>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

bool isControlOrSpace(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
}

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

bool isIrcChannel(QByteArrayView name)
{
    if (name.size() < 2 || name.size() > 200 || !QByteArrayView("#&+!").contains(name[0]))
        return false;
    return std::none_of(name.begin(), name.end(), [](char c) { return isControlOrSpace(c) || c == ','; });
}

bool isIrcNick(QByteArrayView name)
{
    if (name.isEmpty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '-')
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (c >= 'A' && c <= '}') || (c >= '0' && c <= '9') || c == '-' || u >= 0x80;
    });
}

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

    if (!isOneLine(credentials.user) || !isOneLine(credentials.password))
        return Failure{u"The user name or the password holds a line break: enter it again without"_s};
    irc.password = credentials.password.toUtf8();
    if (!irc.password.isEmpty())
        irc.account = (credentials.user.isEmpty() ? address.user() : credentials.user).toUtf8();
    if (!irc.password.isEmpty() && !irc.tls && !isLoopback(irc.host)) {
        return Failure{
            u"The password would travel to %1 for everyone on the way to read: use ircs:// in place of irc://"_s.arg(
                irc.host)};
    }

    const QByteArray asked = address.query(u"nick"_s).toUtf8();
    if (address.hasQuery(u"nick"_s) && !isIrcNick(asked)) {
        return Failure{u"“%1” is no nick: one begins with a letter and holds letters, digits, - and _ only"_s.arg(
            QString::fromUtf8(asked))};
    }
    const QByteArray user = (address.user().isEmpty() ? credentials.user : address.user()).toUtf8();
    irc.nick = !asked.isEmpty() ? asked : isIrcNick(user) ? user : QByteArray("livebelt");
    irc.user = isIrcNick(user) ? user : QByteArray("livebelt");
    return irc;
}

} // namespace livebelt
