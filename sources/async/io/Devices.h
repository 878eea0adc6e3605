// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Task.h>

#include <QByteArray>
#include <QIODevice>

namespace livebelt::async {

/// What arrives on a device (a socket, a process, a serial port), in pieces of at most maximum bytes, until it is
/// closed by the other side, closed here, or destroyed. Reads only while an item is awaited: set a read buffer size on
/// the device, and TCP pushes back on a fast sender. The device lives on this thread and stays the caller's.
AsyncIterator<QByteArray> chunks(QIODevice *device, qint64 maximum = 64 * 1024);

/// One line of a byte stream, without its end (LF or CR LF).
struct Line
{
    QByteArray bytes;    ///< what is kept of it
    qint64 length = 0;   ///< how long it really was; more than bytes.size() where it was cut
    bool isWhole = true; ///< false: the stream ended before the line did
    /// It was longer than the maximum.
    bool isCut() const { return bytes.size() < length; }
};

/// Cuts a byte stream into lines. A line longer than maximum keeps its first maximum bytes; the next line is whole
/// again, and memory stays bounded. It need not be a device: any async iterator of pieces will do.
AsyncIterator<Line> linesOf(AsyncIterator<QByteArray> pieces, qint64 maximum);

/// linesOf(chunks(device), maximum).
AsyncIterator<Line> lines(QIODevice *device, qint64 maximum);

/// Writes bytes and waits until at most highWater bytes are left in the device's buffer: back-pressure for a writer.
/// False: the device was closed or destroyed before that.
Task<bool> write(QIODevice *device, QByteArray bytes, qint64 highWater = 64 * 1024);

} // namespace livebelt::async
