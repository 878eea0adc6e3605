// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"
#include "model/records/Record.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Overflow.h>
#include <livebelt/async/Task.h>

#include <functional>
#include <memory>

namespace livebelt {

/// What a person sends back.
struct Outgoing
{
    QString to; ///< channel, topic; empty for the one the address names
    QByteArray payload;
};

/// One feed: a source of records, opened from an address.
///
/// It may be made on any thread, but is used and destroyed on one, the I/O thread, by one coroutine: sockets, timers
/// and the like are made by records(), not by the constructor. Destroying it is legal at any time and drops the
/// connection without a goodbye.
class Feed
{
public:
    Feed() = default;
    Feed(const Feed &) = delete;
    Feed &operator=(const Feed &) = delete;
    virtual ~Feed() = default;

    /// The stream; asked for once. received is set, seq is not. It connects and reconnects by itself, and says so by
    /// Notices in the stream (Notice.h). It ends after a Notice Ended or Failed, or after close(). It does not throw
    /// for what the network or the other side does. The feed outlives the iterator.
    virtual async::AsyncIterator<Record> records() = 0;

    /// Tells where the capture that is continued ends: the newest ResumePoint of each key. A kind that can resume goes
    /// on from there; others ignore it. Called at most once, before records().
    virtual void continueAfter(const ResumePoints &points);

    /// Tells that the first count records of records(), Notices among them, are durable (or, where nothing is kept,
    /// have reached their consumer). A kind whose other side wants an acknowledgement gives it now; others ignore it.
    /// count never decreases.
    virtual void stored(quint64 count);

    /// Says goodbye to the other side and lets records() end; done within one second, whatever the other side does.
    /// Calling it again, or when nothing is open, does nothing.
    virtual async::Task<void> close() = 0;

    /// Hands a message to the other side; done when it is on its way, or with a sentence that says why it is not. What
    /// was sent comes back in records() where the protocol echoes it, or as a record the feed makes of it. Only a kind
    /// whose description has a sendPrompt does more than refuse.
    virtual async::Task<Result<void>> send(Outgoing message);
};

class LogFormatsOnDemand;

/// What a feed is opened with, besides its address.
struct FeedContext : Credentials
{
    FeedContext() = default;
    FeedContext(const Credentials &credentials) : Credentials(credentials) {} // NOLINT(google-explicit-constructor)

    std::shared_ptr<LogFormatsOnDemand> logFormats{}; ///< for all feeds; null: those of the program alone
};

/// A kind of feed, as it is registered with the program.
struct FeedKind
{
    FeedDescription description;
    /// What happens to records while the capture is behind: DropOldest where the other side must not be slowed, Block
    /// for files, queries and replays.
    async::Overflow overflow = async::Overflow::DropOldest;
    /// Whether the other side waits for acknowledgements, given by Feed::stored(): then nothing may be dropped, and the
    /// capture is not to dawdle. None: no address of this kind does.
    std::function<bool(const FeedAddress &)> acknowledges{};
    /// Checks the address, without any I/O, and makes the feed; or says what is wrong with the address. Any thread.
    std::function<Result<std::unique_ptr<Feed>>(const FeedAddress &, const FeedContext &)> open;
};

} // namespace livebelt
