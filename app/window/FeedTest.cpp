// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FeedTest.h"

#include "app/feeds/Engine.h"
#include "app/feeds/Secrets.h"
#include <livebelt/async/Signals.h>
#include <livebelt/async/Timers.h>

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>

namespace livebelt {

using namespace std::chrono_literals;

namespace {

constexpr size_t sampleSize = 20;
constexpr auto patience = 15s;

/// An engine with one feed, which says goodbye at its end.
class Trial
{
    Q_DECLARE_TR_FUNCTIONS(Trial)

public:
    explicit Trial(QObject *home)
    {
        const auto stored = [arrived = arrived](int, const FeedBatch &batch) mutable {
            Records sample;
            for (const Record &record : batch.records) {
                if (record.kind != RecordKind::Notice && sample.size() < sampleSize)
                    sample.push_back(record);
            }
            arrived.trySend(sample);
        };
        m_engine = new Engine(numberingSink(), stored, defaultMemory, home);
        m_finished = QObject::connect(m_engine, &Engine::finished, m_engine, [this] {
            m_end = m_engine->progress(m_feed);
            m_engine->shutDown(); // what is on its way to the sink arrives first
        });
        m_done = QObject::connect(m_engine, &Engine::shutDownDone, m_engine, [this] {
            m_isDone = true;
            arrived.close();
        });
    }
    ~Trial()
    {
        if (!m_engine)
            return;
        if (m_isDone)
            m_engine->deleteLater();
        else
            QObject::connect(m_engine, &Engine::shutDownDone, m_engine, &QObject::deleteLater);
        m_engine->shutDown();
    }
    Q_DISABLE_COPY_MOVE(Trial)

    Result<void> start(const FeedKinds &kinds, const FeedAddress &address, const Credentials &credentials)
    {
        const auto kind = kinds.find(address);
        if (!kind)
            return Failure{kind.error()};
        const auto feed = m_engine->add(**kind, address, {}, credentials);
        if (!feed)
            return Failure{feed.error()};
        m_feed = *feed;
        if (const auto opened = m_engine->open(); !opened)
            return opened;
        m_engine->start(m_feed);
        return {};
    }
    async::Task<void> endLate()
    {
        co_await async::sleepFor(patience);
        arrived.close();
    }
    /// sample: what has come since; nothing at the end.
    void learn(TestProgress &progress, const std::optional<Records> &sample) const
    {
        using State = TestProgress::State;
        const FeedProgress::Snapshot now = m_end ? *m_end : m_engine->progress(m_feed);
        if (sample)
            progress.sample.insert(progress.sample.end(), sample->begin(), sample->end());
        progress.sample.resize(std::min(progress.sample.size(), sampleSize));
        const bool isLost = now.state == FeedState::Failed || now.state == FeedState::Waiting;
        if (progress.sample.empty() ? isLost : !sample && now.state == FeedState::Failed) {
            progress.state = State::Failed;
            progress.problem = now.problem;
        } else if (!progress.sample.empty()) {
            progress.state = State::Data;
        } else if (now.state != FeedState::Connecting) {
            progress.state = State::Connected;
        } else if (!sample) {
            progress.state = State::Failed;
            progress.problem = tr("There was no answer within 15 seconds: check the address and the network");
        }
    }

    async::Channel<Records> arrived{64, async::Overflow::DropNewest}; ///< ends with the feed; the first are enough

private:
    QPointer<Engine> m_engine; ///< belongs to home
    int m_feed = 0;
    std::optional<FeedProgress::Snapshot> m_end; ///< where it has ended by itself
    bool m_isDone = false;
    async::ScopedConnection m_finished, m_done;
};

} // namespace

async::AsyncIterator<TestProgress> runFeedTest(const FeedKinds *kinds, QObject *home, FeedAddress address,
                                               Credentials typed)
{
    TestProgress progress;
    const Result<Credentials> found = co_await Secrets::find(address, typed);
    Trial trial(home);
    if (const auto started = trial.start(*kinds, address, found ? *found : typed); !started) {
        progress.state = TestProgress::State::Failed;
        progress.problem = started.error();
        co_yield std::as_const(progress);
        co_return;
    }
    async::Scope late;
    late.spawn(trial.endLate());
    while (auto sample = co_await trial.arrived.receive()) {
        trial.learn(progress, sample);
        co_yield std::as_const(progress);
        if (progress.state == TestProgress::State::Failed || progress.sample.size() >= sampleSize)
            co_return;
    }
    trial.learn(progress, std::nullopt);
    co_yield std::move(progress);
}

} // namespace livebelt
