// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace livebelt::async::detail {

/// Reads what is there now from a descriptor, at most maximum bytes, and gives how many: 0 at the end, and -1, with
/// errno, where there is an error or nothing yet. The memory grows with what is read, whatever the maximum.
qint64 readSome(int descriptor, qint64 maximum, QByteArray &to);

} // namespace livebelt::async::detail
