// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileSource.h"

#include "sources/files/LastLines.h"
#include "sources/files/PackedSiblings.h"
#include "sources/files/UnpackedFile.h"
#include <livebelt/async/io/ReadFile.h>

namespace livebelt {

using namespace async;

namespace {
constexpr qint64 chunkSize = 256 * 1024;

AsyncIterator<FileChunk> wholeFile(QString path, FileStart start, TextEncoding encoding, EndOfFifo end)
{
    auto pieces = readFile(path, chunkSize, start.offset, end);
    if (start.isPacked()) {
        pieces = unpacked(std::move(pieces), Unpacker::of(start.head));
        if (start.from.place != FileFrom::Place::Start) {
            const int lines = start.from.place == FileFrom::Place::End ? 0 : start.from.lines;
            auto last = lastLinesOf(std::move(pieces), lines, encoding);
            while (auto chunk = co_await last.next()) {
                chunk->modified = start.modified;
                co_yield std::move(*chunk);
            }
            co_return;
        }
    }
    qint64 offset = start.offset;
    while (auto piece = co_await pieces.next()) {
        FileChunk chunk;
        chunk.offset = offset;
        chunk.modified = start.modified;
        offset += piece->size();
        chunk.bytes = std::move(*piece);
        co_yield std::move(chunk);
    }
}

} // namespace

bool endsByItself(const FileStart &start)
{
    return start.isPacked() || (start.kind == FileStart::Kind::Stream && !start.isFifo);
}

AsyncIterator<FileChunk> chunksOf(QString path, FileStart start, FileReading reading)
{
    if (!reading.follows || endsByItself(start) || start.isFifo) {
        const EndOfFifo end = reading.follows ? EndOfFifo::NextWriter : EndOfFifo::LastWriter;
        return wholeFile(std::move(path), std::move(start), reading.encoding, end);
    }
    FollowOptions options;
    options.from = start.offset;
    options.chunk = chunkSize;
    if (reading.resume)
        options.after = reading.resume->mark;
    options.isBrief = reading.until && reading.until->isSet();
    options.watch = !options.isBrief;
    options.until = std::move(reading.until);
    return options.after ? followOn(std::move(path), options) : follow(std::move(path), options);
}

} // namespace livebelt
