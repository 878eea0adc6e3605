// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/Losses.h"
#include "app/capture/RecordSink.h"
#include "app/feeds/FeedProgress.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>

#include <deque>
#include <functional>
#include <memory>

namespace livebelt {

/// How many of the records that went into a feed's channel, from the first on, are durable; only the newest counts.
class DurableChannel : public async::Channel<quint64>
{
public:
    DurableChannel() : async::Channel<quint64>(1, async::Overflow::KeepLatest) {}
};

/// A feed as the recorder sees it.
struct Intake
{
    int id = 0; ///< the program's own number of the feed
    QString name;
    QString address;
    QString kind;
    RecordChannel channel;
    std::shared_ptr<FeedProgress> progress;
    DurableChannel durable{};
    bool isAwaited = false;                                      ///< the other side waits for what is durable
    std::shared_ptr<Losses> losses = std::make_shared<Losses>(); ///< of the channel
};

/// One feed on its way into the sink: what has been taken out of its channel and is to be stored, then what the sink
/// has and is not durable yet. Writer thread.
class FeedIntake
{
public:
    using Stored = std::function<void(int id, const FeedBatch &batch)>;

    explicit FeedIntake(Intake intake) : m_intake(std::move(intake)) {}

    RecordChannel &channel() { return m_intake.channel; }
    int id() const { return m_intake.id; }
    bool isAwaited() const { return m_intake.isAwaited; }

    /// What was taken out of the channel otherwise.
    void add(async::Batch<Record> batch);
    /// Takes what is in the channel, as long as there is room: mostBytes in all.
    void topUp(quint64 mostBytes);
    bool isEmpty() const { return m_batch.records.empty(); }
    bool isFull(quint64 mostBytes) const;

    void rename(const QString &name, const QString &address);
    bool isKnown() const { return m_sinkFeed != 0; } ///< to the sink
    /// Makes it known to the sink, under its name of now.
    Result<void> introduce(RecordSink &sink);
    /// What is to be stored now; then stored(), or putBack().
    FeedBatch takeBatch();
    void putBack(FeedBatch batch);
    /// The sink has taken batch, or what it wanted of it, and numbered it; tell is called with that. False: that is
    /// durable already.
    bool stored(const FeedBatch &batch, RecordSink &sink, const Stored &tell);
    /// Tells what has become durable. False: nothing is left to tell.
    bool settle(RecordSink &sink);

    async::Event hasRoom; ///< what was to be stored has been
    async::Event isOver;  ///< its channel is closed, and all of it stored

private:
    /// What the sink has taken.
    struct Told
    {
        FeedProgress::Batch batch;
        quint64 taken = 0; ///< how far that is in the channel; 0: it is not to be told
    };
    void add(Losses::Taken taken);
    void addDropped(quint64 items);

    Intake m_intake;
    qint64 m_sinkFeed = 0;
    bool m_isRenamed = false; ///< the sink has not been told yet
    FeedBatch m_batch;
    quint64 m_bytes = 0;         ///< of m_batch
    size_t m_askedRecords = 0;   ///< of the batch that is being stored, before the sink took of it what it wants
    quint64 m_askedReceived = 0; ///< the same
    quint64 m_taken = 0;         ///< from the channel, those dropped in it as well
    bool m_isCut = false;        ///< the sink wants no more of it: what is taken now is not kept
    std::deque<Told> m_told;     ///< and is not durable yet
    quint64 m_end = 0;           ///< the newest seq
};

} // namespace livebelt
