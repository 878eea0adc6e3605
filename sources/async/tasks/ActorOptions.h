// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Backoff.h>
#include <livebelt/async/Overflow.h>

#include <exception>

namespace livebelt::async {

/// What an actor does after a message that threw. A factory or background task that throws: Resume is as Restart.
enum class OnFailure {
    Restart, ///< destroys the object, waits, and makes another, which handles the messages behind
    Stop,    ///< the end: the messages behind are dropped
    Resume   ///< goes on with the object as it is
};

/// How an actor is run.
struct ActorOptions
{
    quint64 capacity = 1024;                           ///< of the mailbox, in messages
    Overflow overflow = Overflow::Block;               ///< what becomes of a message for a full mailbox
    OnFailure onFailure = OnFailure::Restart;          ///< what happens when the object throws
    Backoff backoff{};                                 ///< between a failure and the next object
    std::function<void(std::exception_ptr)> onError{}; ///< told of each failure, on the actor's thread
};

enum class ActorPhase {
    Starting,   ///< there is no object yet
    Running,    ///< handles messages, or waits for one
    Restarting, ///< waits before the next object is made
    Stopped
};

/// What an actor has done so far.
struct ActorStatistics
{
    BufferStatistics mailbox;                ///< of its messages
    quint64 handled = 0;                     ///< messages, with those that threw
    quint64 failed = 0;                      ///< messages, factories and background tasks that threw
    quint64 restarts = 0;                    ///< objects made after the first
    ActorPhase phase = ActorPhase::Starting; ///< what it does now
};

/// Thrown at an ask() of an actor that has stopped, or stops before it has answered.
class ActorStopped : public std::runtime_error
{
public:
    ActorStopped() : std::runtime_error("the actor has stopped") {}
};

/// Thrown at an ask() that the mailbox, by its policy, has dropped.
class MessageDropped : public std::runtime_error
{
public:
    MessageDropped() : std::runtime_error("the actor's mailbox was full, and dropped the message") {}
};

} // namespace livebelt::async
