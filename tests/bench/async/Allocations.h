// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace livebelt::bench {

/// How often this thread has called operator new so far, since the program began.
quint64 allocations();

} // namespace livebelt::bench
