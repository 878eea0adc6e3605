// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Fields.h"
#include "model/records/Record.h"
#include "sources/irc/IrcMessage.h"

namespace livebelt {

/// Puts what happened in a chat of Twitch into words and fields: subscriptions, raids, bans, deletions, settings.
/// False: it is of no kind known here, and record says it as it stands.
bool describeTwitchEvent(const IrcMessage &message, Record &record, FieldsBuilder &fields);

} // namespace livebelt
