// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/irc/IrcMessage.h"

#include <optional>

namespace livebelt {

/// Turns a message of Twitch's dialect of IRC (dev.twitch.tv/docs/irc/tags, .../commands) into a record: PRIVMSG and
/// WHISPER become Messages; USERNOTICE, CLEARCHAT, CLEARMSG, ROOMSTATE and the like Events, in words. Nothing for what
/// the two ends say to each other only. Tags become fields of the same name, without those that say nothing.
/// message: valid, and parsed from line. received: microseconds UTC.
std::optional<Record> twitchRecord(const IrcMessage &message, const QByteArray &line, qint64 received);

} // namespace livebelt
