// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/LastLines.h"

#include <algorithm>
#include <deque>

namespace livebelt {

using namespace async;

namespace {
constexpr qint64 mostKept = 64 << 20;

/// A piece, and how many line feeds are in it, at most.
struct Kept
{
    QByteArray bytes;
    qsizetype lineFeeds = 0;
};
} // namespace

bool isLineFeed(const QByteArray &bytes, qsizetype at, const TextEncoding &encoding)
{
    const int unit = encoding.unit();
    for (int i = 0; i < unit; ++i) {
        const char wanted = i == (encoding.isBigEndian() ? unit - 1 : 0) ? '\n' : '\0';
        if (bytes[at + i] != wanted)
            return false;
    }
    return true;
}

qsizetype lastLinesIn(const QByteArray &bytes, int lines, const TextEncoding &encoding)
{
    const int unit = encoding.unit();
    int found = 0;
    for (qsizetype at = bytes.size() / unit * unit - unit; at >= 0; at -= unit) {
        if (isLineFeed(bytes, at, encoding) && ++found > lines)
            return at + unit;
    }
    return 0;
}

AsyncIterator<FileChunk> lastLinesOf(AsyncIterator<QByteArray> pieces, int lines, TextEncoding encoding)
{
    std::deque<Kept> kept;
    qint64 dropped = 0, size = 0;
    qsizetype lineFeeds = 0;
    bool isFirst = true;
    while (auto piece = co_await pieces.next()) {
        if (std::exchange(isFirst, false))
            encoding = encoding.of(*piece);
        const qsizetype count = encoding.unit() == 1 ? piece->count('\n') : 0;
        size += piece->size();
        lineFeeds += count;
        kept.push_back({*std::move(piece), count});
        while (kept.size() > 1 && (lineFeeds - kept.front().lineFeeds > lines || size > mostKept)) {
            size -= kept.front().bytes.size();
            dropped += kept.front().bytes.size();
            lineFeeds -= kept.front().lineFeeds;
            kept.pop_front();
        }
    }
    FileChunk chunk;
    for (const Kept &piece : kept)
        chunk.bytes += piece.bytes;
    kept.clear();
    const int unit = encoding.unit();
    chunk.bytes.remove(0, (unit - dropped % unit) % unit);
    const qsizetype from = lastLinesIn(chunk.bytes, lines, encoding);
    chunk.offset = dropped + from;
    chunk.bytes.remove(0, from);
    if (!chunk.bytes.isEmpty())
        co_yield std::move(chunk);
}

} // namespace livebelt
