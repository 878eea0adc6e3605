// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/KeepAlive.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace livebelt {

void keepAlive(qintptr descriptor)
{
    constexpr int on = 1, idleSeconds = 15, betweenSeconds = 5, times = 3, patience = 30'000; // milliseconds
    const auto set = [descriptor](int level, int option, const int &value) {
        ::setsockopt(int(descriptor), level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, on);
    set(IPPROTO_TCP, TCP_KEEPIDLE, idleSeconds);
    set(IPPROTO_TCP, TCP_KEEPINTVL, betweenSeconds);
    set(IPPROTO_TCP, TCP_KEEPCNT, times);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, patience);
}

} // namespace livebelt
