// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Timers.h>

namespace livebelt {

/// Bounds a wait: spawned in a Scope beside it, it sets the event that is waited for. The event outlives the scope.
inline async::Task<void> setAfter(async::Event *event, std::chrono::nanoseconds duration)
{
    co_await async::sleepFor(duration);
    event->set();
}

/// Waits for an event, at most so long. The event outlives it.
inline async::Task<void> waitAtMost(async::Event *event, std::chrono::nanoseconds duration)
{
    async::Scope timer;
    timer.spawn(setAfter(event, duration));
    co_await event->wait();
}

} // namespace livebelt
