// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Task.h>
#include <livebelt/async/Timers.h>

#include <functional>

namespace livebelt {

/// Spawned in a Scope beside a wait, it bounds that: calls late() after so long, unless the scope ends first.
inline async::Task<void> deadline(std::chrono::milliseconds patience, std::function<void()> late)
{
    co_await async::sleepFor(patience);
    late();
}

} // namespace livebelt
