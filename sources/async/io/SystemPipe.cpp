// SPDX-License-Identifier: MIT
#include <livebelt/async/io/SystemPipe.h>

#include <livebelt/async/io/ReadSome.h>
#include <livebelt/async/io/Readiness.h>

#include <cerrno>
#include <fcntl.h>
#include <system_error>

namespace livebelt::async::detail {

namespace {

/// Away from 0, 1 and 2, which are given another meaning in a program that is started.
Descriptor awayFromStandard(Descriptor descriptor)
{
    if (descriptor.number() > STDERR_FILENO)
        return descriptor;
    return Descriptor(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

} // namespace

SystemPipe::SystemPipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    reading = awayFromStandard(Descriptor(ends[0]));
    writing = awayFromStandard(Descriptor(ends[1]));
    if (!reading || !writing || ::fcntl(reading.number(), F_SETFL, O_NONBLOCK) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
}

AsyncIterator<QByteArray> piecesOf(Descriptor reading, qint64 maximum)
{
    const Descriptor descriptor = std::move(reading);
    Readiness readable(descriptor.number(), QSocketNotifier::Read);
    while (true) {
        QByteArray piece;
        const qint64 size = readSome(descriptor.number(), qMax<qint64>(1, maximum), piece);
        if (size > 0) {
            co_yield std::move(piece);
        } else if (size < 0 && errno == EAGAIN) {
            piece = QByteArray();
            co_await readable.wait();
        } else {
            co_return;
        }
    }
}

} // namespace livebelt::async::detail
