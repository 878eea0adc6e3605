// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace livebelt {

/// What a server offers beyond RFC 1459, and what of it is in use: IRCv3 capability negotiation, version 302, with NEW
/// and DEL. It sends nothing.
class IrcCapabilities
{
public:
    /// message: a CAP. True: what it tells is whole, no further line of it follows.
    bool take(const IrcMessage &message);

    bool isOffered(const QByteArray &name) const { return m_offered.contains(name); }
    /// What the server says about it: "PLAIN,EXTERNAL" for sasl.
    QByteArray value(const QByteArray &name) const { return m_offered.value(name); }
    bool isOn(const QByteArray &name) const { return m_on.contains(name); }
    bool isEmpty() const { return m_offered.isEmpty(); }
    /// Of what is of use here, what is offered and not in use.
    QByteArrayList wanted() const;

private:
    QHash<QByteArray, QByteArray> m_offered;
    QSet<QByteArray> m_on;
};

} // namespace livebelt
