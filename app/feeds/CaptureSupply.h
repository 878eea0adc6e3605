// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/async/AsyncIterator.h"

#include <QString>

namespace livebelt {

/// The records of one feed of a capture, in order, as far as it goes now: what a replay is fed with. path may be
/// "demo", the capture that comes with the program; feed is a name or an address, empty for the first one that has
/// records. Reads on a thread of its own; throws std::runtime_error with a sentence where the capture cannot be read.
async::AsyncIterator<Record> captureRecords(QString path, QString feed);

} // namespace livebelt
