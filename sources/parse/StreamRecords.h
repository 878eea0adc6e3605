// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include "sources/parse/Framing.h"
#include "sources/parse/Reader.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Clock.h>

namespace livebelt {

/// What a stream of bytes gives, whatever the sizes of its pieces: the records of one piece at a time, never none. The
/// last item is given also where it has no end. Memory is bounded by Framing::longest and one piece. An error of the
/// pieces comes through after what was there before it.
async::AsyncIterator<Records> streamRecords(async::AsyncIterator<QByteArray> pieces, Framing framing,
                                            std::unique_ptr<Reader> reader);

} // namespace livebelt
