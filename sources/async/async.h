// SPDX-License-Identifier: MIT
#pragma once

/// \mainpage
/// The reference of the async library: a page for each header. The way in is the guide, docs/async.md.

/// \file
/// The whole library. Each header can also be included by itself. What is for Linux only stands at the end.

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Backoff.h>
#include <livebelt/async/Buffer.h>
#include <livebelt/async/Channel.h>
#include <livebelt/async/ChannelState.h>
#include <livebelt/async/Clock.h>
#include <livebelt/async/Elements.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Fifo.h>
#include <livebelt/async/Frame.h>
#include <livebelt/async/FutureResults.h>
#include <livebelt/async/Futures.h>
#include <livebelt/async/Limit.h>
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/Loop.h>
#include <livebelt/async/Overflow.h>
#include <livebelt/async/Postbox.h>
#include <livebelt/async/Properties.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/ScopeList.h>
#include <livebelt/async/ScopeState.h>
#include <livebelt/async/ScopedConnection.h>
#include <livebelt/async/ScopesEnd.h>
#include <livebelt/async/SendAll.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Sleeper.h>
#include <livebelt/async/Sleepers.h>
#include <livebelt/async/SpawnOn.h>
#include <livebelt/async/Spawned.h>
#include <livebelt/async/SteadyClock.h>
#include <livebelt/async/StopRequested.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/TimeSpan.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/ToFuture.h>
#include <livebelt/async/UnitCost.h>
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/WaitFor.h>
#include <livebelt/async/Waiter.h>
#include <livebelt/async/Wake.h>
#include <livebelt/async/Worker.h>

#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/FileError.h>
#include <livebelt/async/io/FileMark.h>
#include <livebelt/async/io/KeepAlive.h>
#include <livebelt/async/io/Network.h>
#include <livebelt/async/io/PeerTrust.h>
#include <livebelt/async/io/Servers.h>
#include <livebelt/async/io/Sockets.h>

#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Buffer.h>
#include <livebelt/async/operators/CatchError.h>
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/ConcurrentMap.h>
#include <livebelt/async/operators/Debounce.h>
#include <livebelt/async/operators/Delay.h>
#include <livebelt/async/operators/DistinctUntilChanged.h>
#include <livebelt/async/operators/Enumerate.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/First.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/ForEach.h>
#include <livebelt/async/operators/Functions.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/Pairwise.h>
#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/operators/ReadyChunks.h>
#include <livebelt/async/operators/Received.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Sample.h>
#include <livebelt/async/operators/Scan.h>
#include <livebelt/async/operators/Share.h>
#include <livebelt/async/operators/Skip.h>
#include <livebelt/async/operators/Stage.h>
#include <livebelt/async/operators/StartWith.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/TakeUntil.h>
#include <livebelt/async/operators/TakeWhile.h>
#include <livebelt/async/operators/Tap.h>
#include <livebelt/async/operators/Throttle.h>
#include <livebelt/async/operators/Timeout.h>
#include <livebelt/async/operators/ToVector.h>
#include <livebelt/async/operators/WithLatestFrom.h>
#include <livebelt/async/operators/Zip.h>

#include <livebelt/async/sync/Latch.h>
#include <livebelt/async/sync/Mutex.h>
#include <livebelt/async/sync/RateLimiter.h>
#include <livebelt/async/sync/Semaphore.h>

#include <livebelt/async/tasks/Actor.h>
#include <livebelt/async/tasks/ActorOptions.h>
#include <livebelt/async/tasks/ActorRef.h>
#include <livebelt/async/tasks/AnySuccess.h>
#include <livebelt/async/tasks/AsyncCache.h>
#include <livebelt/async/tasks/CacheOptions.h>
#include <livebelt/async/tasks/Finished.h>
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/UntilStopped.h>
#include <livebelt/async/tasks/WhenAll.h>
#include <livebelt/async/tasks/WhenAny.h>
#include <livebelt/async/tasks/WithTimeout.h>

#if LIVEBELT_ASYNC_LINUX
#include <livebelt/async/io/Follow.h>
#include <livebelt/async/io/Process.h>
#include <livebelt/async/io/ReadFile.h>
#include <livebelt/async/io/RunProcess.h>
#include <livebelt/async/io/WriteFile.h>
#endif
