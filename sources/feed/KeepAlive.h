// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace livebelt {

/// Has the kernel ask a silent peer of a TCP connection whether it is still there: one that has gone without a word is
/// noticed after 30 s (tcp(7): TCP_KEEPIDLE, TCP_USER_TIMEOUT). What is no socket is left alone.
void keepAlive(qintptr descriptor);

} // namespace livebelt
