// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/Recorder.h"
#include "app/feeds/FeedProgress.h"
#include "app/feeds/FeedRunner.h"
#include "app/feeds/MemoryShares.h"
#include "sources/feed/Feed.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>
#include <vector>

namespace livebelt {

/// Runs feeds into a sink: the I/O thread with a pump for each feed, and the writer thread with the recorder.
/// Used from the thread that made it, which is never blocked by a feed; signals come on that thread.
class Engine final : public QObject
{
    Q_OBJECT

public:
    /// memory: what may wait for the sink, in bytes, of all feeds together.
    Engine(SinkFactory makeSink, Recorder::Stored stored, quint64 memory = defaultMemory, QObject *parent = nullptr);
    /// Drops what has not been written yet, unless shutDown() has been waited for.
    ~Engine() override;

    /// Opens the sink. To be called first.
    Result<void> open() { return m_recorder.open(); }

    /// Makes a feed; its id, or what is wrong with the address. It does not run before start().
    Result<int> add(const FeedKind &kind, const FeedAddress &address, const QString &name,
                    const Credentials &credentials);
    void start(int id);
    void stop(int id);
    /// Drops the connection, if it runs, and makes another; otherwise starts it.
    void restart(int id);
    /// The feed comes from another address from now on, or with other credentials, once it is started again; it stops
    /// for that. In the capture it stays what it is and goes on with its numbers. Where the address will not do,
    /// nothing changes.
    Result<void> change(int id, const FeedKind &kind, const FeedAddress &address, const Credentials &credentials);
    Credentials credentials(int id) const;
    /// Takes effect with its next start.
    void setCredentials(int id, const Credentials &credentials);
    /// Hands a message to the other side; answer is called on this thread, once.
    void send(int id, const Outgoing &message, const FeedRunner::Answer &answer);
    /// Its name in the capture from now on.
    void rename(int id, const QString &name);
    /// Stops it and forgets it.
    void remove(int id);

    FeedProgress::Snapshot progress(int id) const;
    QString problem() const { return m_recorder.problem(); }
    /// Why something that has arrived is not stored at the end, as a sentence.
    QString whyUnstored() const;
    /// The capture that is written; empty where there is none.
    QString capturePath() const { return m_recorder.path(); }
    /// Of the row of captures that is written, if one is.
    HistoryState history() const { return m_recorder.history(); }
    void setLimits(const HistoryLimits &limits) { m_recorder.setLimits(limits); }

    /// Has the tasks of the I/O thread listed; answer is called on this thread.
    void describeTasks(std::function<void(const QByteArray &)> answer);

    /// Stops all feeds with a goodbye, has everything that arrived written, and emits shutDownDone().
    void shutDown();

Q_SIGNALS:
    /// A feed has ended, failed for good, or been stopped; all that it delivered is on its way to the sink.
    void finished(int id);
    void shutDownDone();

private:
    struct Entry
    {
        const FeedKind *kind = nullptr;
        FeedAddress address;
        QString name;
        Credentials credentials;
        std::shared_ptr<FeedProgress> progress;
        std::unique_ptr<FeedActor> actor; ///< from the first start on; its object lives on the I/O thread
        async::Overflow overflow = async::Overflow::Block;
        bool isRunning = false;
        bool startAgain = false;
        bool forget = false;
        bool isElsewhere = false; ///< what it could resume from is of another place
    };
    void finish(int id);
    void drainIfQuiet();
    void share();

    async::Postbox m_home; ///< for news from the other threads
    std::map<int, Entry> m_feeds;
    struct Buffer
    {
        RecordChannel channel;
        std::shared_ptr<FeedProgress> progress;
    };
    std::vector<Buffer> m_buffers; ///< of the feeds that run, and those with something left
    const quint64 m_memory;
    QTimer m_sharing;
    int m_lastId = 0;
    bool m_isShuttingDown = false;
    Recorder m_recorder;
    async::Worker m_io;
};

} // namespace livebelt
