// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/files/TextEncoding.h"
#include <livebelt/async/io/Follow.h>

namespace livebelt {

/// Whether the character that begins at at is a line feed.
bool isLineFeed(const QByteArray &bytes, qsizetype at, const TextEncoding &encoding);

/// Where the last so many whole lines of bytes begin; 0 lines: where the line begins that is not whole. bytes begin at
/// a character.
qsizetype lastLinesIn(const QByteArray &bytes, int lines, const TextEncoding &encoding);

/// The last lines of what cannot be read backwards. It is read to its end, of which 64 MB are kept at most.
async::AsyncIterator<async::FileChunk> lastLinesOf(async::AsyncIterator<QByteArray> pieces, int lines,
                                                   TextEncoding encoding);

} // namespace livebelt
