// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/files/PackedSiblings.h"

#include "sources/files/UnpackedFile.h"
#include <livebelt/async/Task.h>
#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/ReadFile.h>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunkSize = 256 * 1024;

/// A file that was rotated, as it begins.
struct Rotated
{
    QString path;
    QByteArray head;
    qint64 modified = 0; ///< microseconds since 1970
};

/// app.log: app.log.1, app.log.2.gz, app-20260131.log.xz ...
QRegularExpression namesOfRotated(const QFileInfo &file)
{
    const QString extension = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    const QString stem = QRegularExpression::escape(file.fileName().chopped(extension.size()));
    return QRegularExpression(u"^%1(?:%2)?[-._]\\d[\\d._:T-]*(?:%2)?(?:\\.(?:gz|xz|lzma|lz|bz2|zst|lz4))?$"_s.arg(
        stem, QRegularExpression::escape(extension)));
}

/// The side of it that blocks.
struct Folder
{
    QString path;
    /// Those beside the file, the last written first: packing leaves a file the time of that.
    QList<Rotated> rotated() const
    {
        constexpr qint64 headSize = 16;
        const QFileInfo file(path);
        const QRegularExpression names = namesOfRotated(file);
        QList<Rotated> found;
        for (const QFileInfo &other : file.dir().entryInfoList(QDir::Files | QDir::Hidden, QDir::Time)) {
            QFile opened(other.filePath());
            if (names.match(other.fileName()).hasMatch() && opened.open(QIODevice::ReadOnly))
                found.append(
                    {other.filePath(), opened.read(headSize), other.lastModified().toMSecsSinceEpoch() * 1000});
        }
        return found;
    }
};

AsyncIterator<QByteArray> bytesOf(Rotated file)
{
    auto pieces = readFile(file.path, chunkSize);
    std::unique_ptr<Unpacker> unpacker = Unpacker::of(file.head);
    return unpacker ? unpacked(std::move(pieces), std::move(unpacker)) : std::move(pieces);
}

Task<bool> hasPlace(Rotated file, FileMark mark)
{
    if (!Unpacker::of(file.head))
        co_return false; // follow() has looked at that
    QByteArray head, tail;
    qint64 offset = 0;
    try {
        auto pieces = bytesOf(std::move(file));
        while (auto piece = co_await pieces.next()) {
            head += piece->left(mark.head.size() - head.size());
            tail = (tail + piece->left(mark.offset - offset)).right(mark.tail.size());
            offset += piece->size();
            if (offset >= mark.offset || !mark.head.startsWith(head))
                break;
        }
    } catch (const std::exception &) { // it cannot be read
        co_return false;
    }
    co_return offset >= mark.offset &&head == mark.head &&tail == mark.tail;
}

/// The file that has the place, and those written after it; nothing where there is none.
Task<QList<Rotated>> from(QString path, FileMark mark)
{
    detail::Aside<Folder> folder(Folder{std::move(path)});
    const auto list = [](const Folder &f) { return f.rotated(); };
    const QList<Rotated> all = co_await folder(list);
    QList<Rotated> since;
    for (const Rotated &file : all) {
        since.prepend(file);
        const bool isIt = co_await hasPlace(file, mark);
        if (isIt)
            co_return since;
    }
    co_return QList<Rotated>();
}

} // namespace

AsyncIterator<FileChunk> followOn(QString path, FollowOptions options)
{
    const FileMark mark = options.after.value_or(FileMark());
    auto chunks = follow(path, options);
    while (auto chunk = co_await chunks.next()) {
        if (chunk->before == FileChange::Missing && mark.offset > 0) {
            const QList<Rotated> files = co_await from(path, mark);
            qint64 skip = mark.offset;
            for (const Rotated &file : files) {
                auto pieces = bytesOf(file);
                FileChunk part;
                part.before = skip == 0 ? FileChange::Rotated : FileChange::None;
                while (auto piece = co_await pieces.next()) {
                    const qint64 skipped = std::min<qint64>(skip, piece->size());
                    skip -= skipped;
                    part.offset += skipped;
                    part.modified = file.modified;
                    part.bytes = piece->sliced(skipped);
                    if (part.bytes.isEmpty())
                        continue;
                    const qint64 next = part.offset + part.bytes.size();
                    co_yield std::move(part);
                    part = FileChunk();
                    part.offset = next;
                }
                skip = 0;
            }
            if (!files.isEmpty())
                chunk->before = FileChange::Rotated;
        }
        co_yield std::move(*chunk);
    }
}

} // namespace livebelt
