// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QStringList>

namespace livebelt {

/// What a record is in a chat, by its fields (those of irc and twitch, see their kinds' descriptions). A value.
struct ChatLine
{
    enum class Kind {
        Said,     ///< by somebody
        Action,   ///< "* bob waves"
        Notice,   ///< said by a program more often than not
        Presence, ///< somebody came, went or took another name
        Server,   ///< what the server says of itself
        Event,    ///< anything else that happened
        Note      ///< a Notice of ours
    };
    Kind kind = Kind::Said;
    bool isPrivate = false;
    QByteArray nick;
    QByteArray channel;
    QByteArray id;        ///< of the message
    QByteArray author;    ///< the person's identity, where there is one besides the nick
    QByteArray presence;  ///< join, part, quit, nick
    QByteArray replyTo;   ///< who wrote what this answers
    QByteArray replyText; ///< what that said
    QStringList badges;   ///< as short words, the three that say most

    bool isSaid() const { return kind == Kind::Said || kind == Kind::Action || kind == Kind::Notice; }
    static ChatLine of(const Record &record);
};

} // namespace livebelt
