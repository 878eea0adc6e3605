// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/lines/PeerTag.h"
#include "sources/parse/Framing.h"
#include "sources/parse/Reader.h"
#include <livebelt/async/Channel.h>

namespace livebelt {

/// Records on their way from those who read to the one that gives them to the feed's consumer: the items of one piece
/// at a time. With a capacity of one and Overflow::Block nobody reads ahead of a slow consumer, and several readers
/// take turns.
using Batches = async::Channel<Records>;

/// Puts what streamRecords() makes of the pieces into out, until they end.
async::Task<void> readItems(async::AsyncIterator<QByteArray> pieces, Framing framing, std::unique_ptr<Reader> reader,
                            Batches out, PeerTag peer = {});

} // namespace livebelt
