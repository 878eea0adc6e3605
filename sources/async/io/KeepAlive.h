// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>
#include <chrono>

namespace livebelt::async {

/// A peer of a TCP connection that has gone without a word is noticed so long after it was heard last.
inline constexpr std::chrono::seconds longestSilence{25};

/// Has the kernel ask a silent peer of a TCP connection whether it is still there (tcp(7): TCP_KEEPIDLE,
/// TCP_USER_TIMEOUT). What is no such socket is left alone. Any thread.
/// Only on Linux: elsewhere it does nothing.
void keepAlive(qintptr descriptor);
/// The same for every TCP connection of this process: for a library that shows nobody its sockets.
void keepAllAlive();

} // namespace livebelt::async
