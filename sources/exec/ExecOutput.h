// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/Framing.h"
#include "sources/parse/ParserOptions.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Task.h>

namespace livebelt {

/// From the tasks that read a program's output to the feed: all that one piece of it gave, at once.
using ExecRecords = async::Channel<Records>;

/// Sends what one stream of a program says, until its end or until the channel is closed. A record without a subject
/// gets that one. I/O thread.
async::Task<void> sendOutput(async::AsyncIterator<QByteArray> pieces, Framing framing, ParserOptions options,
                             QByteArray subject, ExecRecords channel);

} // namespace livebelt
