// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/io/FileError.h>

#include <QByteArray>

namespace livebelt::async {

enum class EndOfFifo { LastWriter, NextWriter };

/// Linux only. The bytes of a file from an offset to its end, in pieces of at most chunk bytes, in order. It is opened
/// at the first next(). Throws FileError.
///
///     auto pieces = readFile(path);
///     while (auto piece = co_await pieces.next())
///         use(*piece);
///
/// The disk is read on a helper thread that belongs to this file alone: however long it takes, neither the loop nor
/// another file waits. Only while a piece is awaited, and no more than that one: there is no read-ahead. A FIFO, a
/// terminal or a device is waited for without any thread, from its first writer to its end; from does not count there.
/// With EndOfFifo::NextWriter a FIFO that has a name does not end with its last writer, but goes on with the next one.
/// Safe to cancel: destroying it waits for nothing; the descriptor is closed by the helper, after a read that is under
/// way. A read that never returns (a dead network disk) leaves one thread behind for as long as it lasts, so a caller
/// that tries such a file again and again should put a bound to that.
AsyncIterator<QByteArray> readFile(QString path, qint64 chunk = 64 * 1024, qint64 from = 0,
                                   EndOfFifo end = EndOfFifo::LastWriter);

} // namespace livebelt::async
