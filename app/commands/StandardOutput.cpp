// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/StandardOutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <limits>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace livebelt {

namespace {

constexpr int patience = 1000; // milliseconds

/// A file takes what it is given. A pipe or a terminal that says it can be written has room for that much (pipe(7)):
/// more of it might block.
qsizetype pieceOf(int descriptor)
{
    struct stat status;
    const bool isWaited = fstat(descriptor, &status) != 0 || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode);
    return isWaited || isatty(descriptor) ? PIPE_BUF : std::numeric_limits<qsizetype>::max();
}

} // namespace

StandardOutput::StandardOutput() : m_piece(pieceOf(STDOUT_FILENO)) {}

bool StandardOutput::write(QByteArrayView text)
{
    while (!text.isEmpty() && !m_isGivenUp) {
        pollfd output{STDOUT_FILENO, POLLOUT, 0};
        if (poll(&output, 1, patience) <= 0) {
            m_isGivenUp = m_isHurried.load();
            continue;
        }
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), size_t(std::min(text.size(), m_piece)));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        text = text.sliced(std::max<ssize_t>(written, 0));
    }
    return text.isEmpty();
}

} // namespace livebelt
