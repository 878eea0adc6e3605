// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FeedTests.h"

#include "app/feeds/Secrets.h"

#include <QTimer>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr size_t sampleSize = 20;
constexpr std::chrono::seconds patience(15);
} // namespace

FeedTests::FeedTests(const FeedKinds &kinds, async::Postbox &home, Report report)
    : m_kinds(kinds), m_home(home), m_report(std::move(report))
{
}

FeedTests::~FeedTests() = default;

int FeedTests::start(const FeedAddress &address, const Credentials &credentials)
{
    const int id = ++m_lastId;
    m_running[id].progress.id = id;
    m_beginning.spawn(begin(id, address, credentials));
    return id;
}

async::Task<void> FeedTests::begin(int id, FeedAddress address, Credentials typed)
{
    const Result<Credentials> found = co_await Secrets::find(address, typed);
    if (!m_running.contains(id))
        co_return;
    const Result<void> opened = open(id, address, found ? *found : typed);
    if (!opened)
        m_home.post([this, id, problem = opened.error()] { finish(id, problem); }); // once start() has given the id
}

Result<void> FeedTests::open(int id, const FeedAddress &address, const Credentials &credentials)
{
    Running &running = m_running[id];
    const auto kind = m_kinds.find(address);
    if (!kind)
        return Failure{kind.error()};
    const auto stored = [this, id](int, const FeedBatch &batch) {
        Records sample;
        for (const Record &record : batch.records) {
            if (record.kind != RecordKind::Notice && sample.size() < sampleSize)
                sample.push_back(record);
        }
        m_home.post([this, id, sample] { take(id, sample); });
    };
    running.engine = std::make_unique<Engine>(numberingSink(), stored);
    const auto feed = running.engine->add(**kind, address, {}, credentials);
    if (!feed)
        return Failure{feed.error()};
    running.feed = *feed;
    if (const auto opened = running.engine->open(); !opened)
        return opened;
    Engine *engine = running.engine.get();
    QObject::connect(
        engine, &Engine::finished, &m_home,
        [this, id, engine](int ended) {
            const auto progress = engine->progress(ended);
            finish(id, progress.state == FeedState::Failed ? progress.problem : QString());
        },
        Qt::QueuedConnection);
    auto *timer = new QTimer(engine);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, &m_home, [this, id] {
        const auto found = m_running.find(id);
        const bool isUnknown =
            found != m_running.end() && found->second.progress.state == TestProgress::State::Connecting;
        finish(id,
               isUnknown ? tr("There was no answer within 15 seconds: check the address and the network") : QString());
    });
    timer->start(patience);
    engine->start(*feed);
    return {};
}

void FeedTests::cancel(int id)
{
    end(id);
}

void FeedTests::take(int id, const Records &sample)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    TestProgress &progress = found->second.progress;
    const FeedProgress::Snapshot now = found->second.engine->progress(found->second.feed);
    progress.sample.insert(progress.sample.end(), sample.begin(), sample.end());
    if (!progress.sample.empty())
        progress.state = TestProgress::State::Data;
    else if (now.state == FeedState::Waiting)
        return finish(id, now.problem);
    else if (now.state == FeedState::Live)
        progress.state = TestProgress::State::Connected;
    if (progress.sample.size() >= sampleSize) {
        progress.sample.resize(sampleSize);
        return finish(id, {});
    }
    m_report(progress);
}

void FeedTests::finish(int id, const QString &problem)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    TestProgress last = found->second.progress;
    last.finished = true;
    last.problem = problem;
    if (!problem.isEmpty())
        last.state = TestProgress::State::Failed;
    end(id);
    m_report(last);
}

/// Lets the goodbye of the feed go on by itself.
void FeedTests::end(int id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    if (Engine *engine = found->second.engine.release()) {
        for (QTimer *timer : engine->findChildren<QTimer *>())
            timer->stop();
        QObject::disconnect(engine, nullptr, &m_home, nullptr);
        engine->setParent(&m_home);
        QObject::connect(engine, &Engine::shutDownDone, engine, &QObject::deleteLater);
        engine->shutDown();
    }
    m_running.erase(found);
}

} // namespace livebelt
