// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/FeedIntake.h"
#include "app/capture/Indexing.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/Worker.h>

#include <functional>
#include <memory>
#include <vector>

namespace livebelt {

/// The writer thread: takes what the feeds have put into their channels, all of them together in one transaction, and
/// tells what has been stored. Where the capture cannot be written, it keeps what it holds and tries again every
/// second, while the channels fill up and do as their policy says. The index of the capture is made behind it.
class Recorder
{
public:
    /// Called on the writer thread for each batch stored, in order; the records are numbered. feed is the number in the
    /// sink.
    using Stored = FeedIntake::Stored;

    /// memory: what it may take out of the channels before it is stored, in bytes, of all feeds together.
    Recorder(SinkFactory makeSink, Stored stored, quint64 memory = 64 << 20);
    /// Waits for what is in the channels that have been closed only if drain() was waited for.
    ~Recorder();

    /// Opens the sink; blocks until that is done. To be called first.
    Result<void> open();
    /// Takes in what comes through the channel until that is closed. Any thread.
    void attach(Intake intake);
    /// Where the feed of that address continues after what the sink holds. From any thread's coroutine.
    async::Task<ResumePoints> resumePoints(QString address);
    /// The feed's name and address in the capture from now on. Any thread.
    void rename(int id, const QString &name, const QString &address);
    /// Calls done, on the writer thread, once all channels so far are closed and all they held is stored; or where that
    /// has been tried for five seconds in vain: FeedProgress says what is still waiting then. Any thread.
    void drain(std::function<void()> done);
    /// Why nothing can be stored at present, as a sentence; empty where all is well. Any thread.
    QString problem() const;
    /// The capture that is written; empty where there is none. Any thread.
    QString path() const;
    /// Of the row of captures that is written, if one is. Any thread.
    HistoryState history() const;
    void setLimits(const HistoryLimits &limits);

private:
    class Writer;

    Indexing m_indexing;
    async::Worker m_thread;
    std::unique_ptr<Writer> m_writer; ///< lives on m_thread
};

} // namespace livebelt
