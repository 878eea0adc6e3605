// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/FileStart.h"

#include "sources/files/LastLines.h"
#include "sources/parse/unpack/Unpacker.h"
#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/FileError.h>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <sys/stat.h>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 headSize = 16, blockSize = 64 * 1024, farthest = 64 << 20;

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

/// Without its end; of one that is longer than a header is, or not complete, nothing.
QByteArray firstLine(QFile &file)
{
    constexpr qint64 longest = 64 * 1024;
    file.seek(0);
    QByteArray line = file.readLine(longest);
    if (!line.endsWith('\n'))
        return {};
    line.chop(line.endsWith("\r\n") ? 2 : 1);
    return line;
}

FileMark markAt(QFile &file, qint64 offset)
{
    FileMark mark;
    struct stat status;
    if (::fstat(file.handle(), &status) != 0)
        return mark;
    const qint64 known = qMin<qint64>(FileMark::known, offset);
    mark.device = status.st_dev;
    mark.inode = status.st_ino;
    mark.offset = offset;
    file.seek(0);
    mark.head = file.read(known);
    file.seek(offset - known);
    mark.tail = file.read(known);
    return mark;
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
    struct stat status;
    start.isFifo = ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISFIFO(status.st_mode) &&
                   info.canonicalFilePath().startsWith(u'/'); // a pipe without a name has no next writer
    if (start.kind != FileStart::Kind::Regular)
        return start;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        const int code = errno != 0 ? errno : EIO;
        if (!QFileInfo::exists(path))
            return FileStart();
        throw FileError(path, u"opened"_s, file.errorString(), code);
    }
    start.modified = info.lastModified().toMSecsSinceEpoch() * 1000;
    start.head = file.read(headSize);
    if (const QString archive = Unpacker::unreadable(start.head); !archive.isEmpty())
        throw FileError(path, u"read"_s, u"it is %1; unpack it first"_s.arg(archive));
    if (start.isPacked()) {
        start.from = from;
        if (!from.isChosen)
            start.from.place = FileFrom::Place::Start;
    } else if (from.place != FileFrom::Place::Start) {
        const int lines = from.place == FileFrom::Place::End ? 0 : from.lines;
        start.offset = lastLines(file, lines, encoding.of(start.head));
    }
    if (!start.isPacked()) {
        start.firstLine = firstLine(file);
        start.mark = markAt(file, start.offset);
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

bool FileStart::isPacked() const
{
    return kind == Kind::Regular && Unpacker::of(head) != nullptr;
}

Task<FileStart> startOf(QString path, FileFrom from, TextEncoding encoding)
{
    const Look look{std::move(path), from, encoding};
    detail::Aside<Look> aside(look);
    const auto run = [](Look &l) { return lookAt(l.path, l.from, l.encoding); };
    FileStart start = co_await aside(run);
    co_return start;
}

} // namespace livebelt
