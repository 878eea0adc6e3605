// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/io/Descriptor.h>

#include <QByteArray>

namespace livebelt::async::detail {

/// The two ends of a pipe of the system, which programs started from here do not inherit: our end never blocks.
struct SystemPipe
{
    SystemPipe(); ///< throws std::system_error where there is no descriptor left
    Descriptor reading;
    Descriptor writing;
};

/// What comes out of the reading end of a pipe, in pieces of at most maximum bytes, until all that hold the other end
/// have closed it. Read only while a piece is awaited: the pipe holds up the writer. Closed when it is destroyed, or at
/// its end.
AsyncIterator<QByteArray> piecesOf(Descriptor reading, qint64 maximum);

} // namespace livebelt::async::detail
