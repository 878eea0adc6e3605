// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileStart.h"

#include "sources/async/io/Aside.h"
#include "sources/async/io/FileError.h"
#include "sources/files/Unpacker.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headSize = 16, blockSize = 64 * 1024, farthest = 64 << 20;

/// Whether the character that begins at at is a line feed.
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

/// Where the last so many whole lines begin; 0: where the line begins that is being written.
qint64 lastLines(QFile &file, int lines, const TextEncoding &encoding)
{
    const int unit = encoding.unit();
    const qint64 end = file.size() / unit * unit;
    int found = 0;
    for (qint64 to = end; to > 0 && end - to < farthest;) {
        const qint64 from = qMax<qint64>(0, (to - 1) / blockSize * blockSize);
        if (!file.seek(from))
            return end;
        const QByteArray block = file.read(to - from);
        for (qsizetype at = block.size() / unit * unit - unit; at >= 0; at -= unit) {
            if (isLineFeed(block, at, encoding) && ++found > lines)
                return from + at + unit;
        }
        to = from;
    }
    return end < farthest ? 0 : end;
}

FileStart lookAt(const QString &path, FileFrom from, const TextEncoding &encoding)
{
    FileStart start;
    const QFileInfo info(path);
    if (!info.exists())
        return start;
    start.kind = info.isDir()    ? FileStart::Kind::Folder
                 : info.isFile() ? FileStart::Kind::Regular
                                 : FileStart::Kind::Stream;
    if (start.kind != FileStart::Kind::Regular)
        return start;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        if (!QFileInfo::exists(path))
            return FileStart();
        throw FileError(path, u"opened"_s, file.errorString());
    }
    start.head = file.read(headSize);
    const bool isPacked = Unpacker::of(start.head) != nullptr;
    if (from.place != FileFrom::Place::Start && !isPacked) {
        const int lines = from.place == FileFrom::Place::End ? 0 : from.lines;
        start.offset = lastLines(file, lines, encoding.of(start.head));
    }
    return start;
}

/// The side of it that blocks.
struct Look
{
    QString path;
    FileFrom from;
    TextEncoding encoding;
};

} // namespace

Task<FileStart> startOf(QString path, FileFrom from, TextEncoding encoding)
{
    const Look look{std::move(path), from, encoding};
    detail::Aside<Look> aside(look);
    const auto run = [](Look &l) { return lookAt(l.path, l.from, l.encoding); };
    FileStart start = co_await aside(run);
    co_return start;
}

} // namespace livebelt
