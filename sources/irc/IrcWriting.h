// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QList>

namespace livebelt {

/// What a person writes, as the bodies of PRIVMSGs of at most room bytes: cut between words where there are any, never
/// within a character; each line of several apart. "/me waves" becomes a CTCP ACTION, "//x" the text "/x"; any other
/// command is refused with a sentence. room is 32 at least.
Result<QByteArrayList> ircBodies(const QByteArray &written, qsizetype room);

/// The same in pieces of at most so many code points, as Twitch counts.
Result<QByteArrayList> ircBodiesOfCharacters(const QByteArray &written, qsizetype characters);

} // namespace livebelt
