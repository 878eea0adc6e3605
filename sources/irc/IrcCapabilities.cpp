// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcCapabilities.h"

namespace livebelt {

bool IrcCapabilities::take(const IrcMessage &message)
{
    const QByteArrayView what = message.parameter(1);
    const QByteArrayList words = message.count() > 2 ? message.last().toByteArray().split(' ') : QByteArrayList();
    for (QByteArray word : words) {
        const bool isOff = word.startsWith('-');
        if (isOff)
            word.remove(0, 1);
        const qsizetype equals = word.indexOf('=');
        const QByteArray name = word.left(equals < 0 ? word.size() : equals);
        if (name.isEmpty())
            continue;
        if (what == "LS" || what == "NEW") {
            m_offered.insert(name, equals < 0 ? QByteArray() : word.mid(equals + 1));
        } else if (what == "DEL") {
            m_offered.remove(name);
            m_on.remove(name);
        } else if (what == "ACK" && isOff) {
            m_on.remove(name);
        } else if (what == "ACK") {
            m_on.insert(name);
        }
    }
    return message.parameter(2) != "*" || message.count() < 4;
}

QByteArrayList IrcCapabilities::wanted() const
{
    QByteArrayList wanted;
    for (const char *name : {"message-tags", "server-time", "account-tag", "echo-message", "batch", "setname",
                             "chghost", "standard-replies", "znc.in/self-message"}) {
        if (isOffered(name) && !isOn(name))
            wanted += name;
    }
    // These answer in batches.
    for (const char *name : {"labeled-response", "draft/chathistory", "znc.in/playback"}) {
        if (isOffered("batch") && isOffered(name) && !isOn(name))
            wanted += name;
    }
    return wanted;
}

} // namespace livebelt
