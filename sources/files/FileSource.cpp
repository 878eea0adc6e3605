// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileSource.h"

#include "sources/async/io/ReadFile.h"
#include "sources/files/Unpacker.h"

namespace livebelt {

using namespace async;

namespace {
constexpr qint64 chunkSize = 256 * 1024;

AsyncIterator<FileChunk> wholeFile(QString path, FileStart start)
{
    const bool isRegular = start.kind == FileStart::Kind::Regular;
    auto pieces = readFile(path, chunkSize, start.offset);
    std::unique_ptr<Unpacker> unpacker = isRegular ? Unpacker::of(start.head) : nullptr;
    if (unpacker)
        pieces = unpacked(std::move(pieces), std::move(unpacker));
    qint64 offset = start.offset;
    while (auto piece = co_await pieces.next()) {
        FileChunk chunk;
        chunk.offset = offset;
        offset += piece->size();
        chunk.bytes = std::move(*piece);
        co_yield std::move(chunk);
    }
}

} // namespace

bool endsByItself(bool follows, const FileStart &start)
{
    const bool isPacked = start.kind == FileStart::Kind::Regular && Unpacker::of(start.head) != nullptr;
    return !follows || isPacked || start.kind == FileStart::Kind::Stream;
}

AsyncIterator<FileChunk> chunksOf(QString path, bool follows, FileStart start)
{
    if (endsByItself(follows, start))
        return wholeFile(std::move(path), std::move(start));
    FollowOptions options;
    options.from = start.offset;
    options.chunk = chunkSize;
    return follow(std::move(path), options);
}

} // namespace livebelt
