// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/StandardOutput.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace livebelt {

namespace {

constexpr int patience = 1000; // milliseconds

} // namespace

bool StandardOutput::write(QByteArrayView text)
{
    while (!text.isEmpty() && !m_isGivenUp) {
        pollfd output{STDOUT_FILENO, POLLOUT, 0};
        if (poll(&output, 1, patience) <= 0) {
            m_isGivenUp = m_isHurried.load();
            continue;
        }
        // What a pipe has room for that says it can be written (pipe(7)): more of it might block.
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), size_t(std::min<qsizetype>(text.size(), PIPE_BUF)));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        text = text.sliced(std::max<ssize_t>(written, 0));
    }
    return text.isEmpty();
}

} // namespace livebelt
