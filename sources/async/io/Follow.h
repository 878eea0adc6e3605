// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/io/FileError.h>
#include <livebelt/async/io/FileMark.h>

#include <QByteArray>
#include <chrono>
#include <memory>
#include <optional>

namespace livebelt::async {

/// What became of a file between one piece of it and the next. Each comes after the last byte of what was before.
enum class FileChange {
    None,
    Appeared,   ///< it was not there at the start
    Rotated,    ///< the old one has another name now; this is a new one
    Replaced,   ///< the old one is gone; this is a new one
    Truncated,  ///< the same one was made shorter, or overwritten: it is read from its start
    Missing,    ///< what was to be continued is not found any more: what is there now is read from its start
    Unreadable, ///< no bytes: what is there cannot be opened or read, FileChunk::problem says why; it is tried again
    Regained,   ///< no bytes: it can again, and goes on where it was left
};

/// A piece of a followed file.
struct FileChunk
{
    QByteArray bytes;                     ///< not empty, but with Unreadable and Regained
    qint64 offset = 0;                    ///< of the first of them, in their file
    FileChange before = FileChange::None; ///< a cut: the piece does not go on where the last one ended
    quint64 device = 0;                   ///< of the file, with inode
    quint64 inode = 0;                    ///< of the file, with device
    QByteArray head{};                    ///< the first bytes of the file, for a FileMark
    QString problem{};                    ///< a sentence, with Unreadable
    qint64 modified = 0; ///< when the file was last written, as it was read: microseconds since 1970; 0: not known
};

/// Where follow() begins and ends, and how it looks.
struct FollowOptions
{
    /// For from: the end of the file that is there at the start.
    static constexpr qint64 atEnd = -1;

    FollowOptions() {} // no aggregate: g++ 12 destroys one twice that is made in an await

    qint64 from = 0;                      ///< where to start in the file that is there at the start
    std::optional<FileMark> after{};      ///< where to go on, in place of from; may be in a file rotated since
    bool isBrief = false;                 ///< until is set already, nobody cares for files beside it, all errors throw
    std::shared_ptr<Event> until{};       ///< once it is set, the end of what is there is the end
    qint64 chunk = 64 * 1024;             ///< how large a piece may be
    std::chrono::milliseconds poll{1000}; ///< how often to look where nothing announces a change
    bool watch = true;                    ///< by inotify as well, which not every file system feeds
};

/// Linux only. What is and what will be in the file of that name, as tail -F does: through growth, truncation,
/// rotation, removal and return; the file may not be there yet. It never ends, but by FollowOptions::until. Throws
/// FileError for a file that cannot be opened or read at the start, or is no regular file. Later, such a thing is tried
/// again at every look, and told (Unreadable) where it was in vain five looks long; the old file stays open meanwhile,
/// so none of it is lost.
///
///     auto pieces = follow(path);
///     while (auto piece = co_await pieces.next())
///         use(*piece);
///
/// Order and completeness: an old file is read to its end before the new one, and not before the new one has bytes: a
/// program that has one of them open at a time loses none and doubles none, also if it is slow to change over. If it
/// was rotated several times between two looks, those in between are found beside it by their names (its own with a
/// number or date: app.log.1, app-2026-01-31.log), and read in their order. A truncation is seen by the size or, if it
/// has grown again, by the last 64 bytes read being others; bytes cut off before they were read cannot be had.
///
/// Reads on a helper thread of its own, like readFile(), only while a piece is awaited, and no further than that one:
/// behind a slow consumer the bytes wait in the file. What is new is found at once where inotify works, else within
/// poll, by the loop's clock. A file whose disk does not answer holds up nobody else. Safe to cancel: destroying it
/// waits for nothing, the helper closes the descriptors; start again with from.
AsyncIterator<FileChunk> follow(QString path, FollowOptions options = FollowOptions());

} // namespace livebelt::async
