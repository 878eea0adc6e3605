// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/FeedTests.h"

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
    Running &running = m_running[id];
    running.progress.id = id;
    const auto fail = [&](const QString &problem) {
        m_home.post([this, id, problem] { finish(id, problem); });
        return id;
    };
    const auto kind = m_kinds.find(address);
    if (!kind)
        return fail(kind.error());
    const auto stored = [this, id](int, const FeedBatch &batch) {
        const size_t most = std::min(batch.records.size(), sampleSize);
        const Records records(batch.records.begin(), batch.records.begin() + qptrdiff(most));
        m_home.post([this, id, records] { take(id, records); });
    };
    running.engine = std::make_unique<Engine>(numberingSink(), stored);
    const auto feed = running.engine->add(**kind, address, {}, credentials);
    if (!feed)
        return fail(feed.error());
    if (const auto opened = running.engine->open(); !opened)
        return fail(opened.error());
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
    QObject::connect(timer, &QTimer::timeout, &m_home, [this, id, engine, fed = *feed] {
        const auto progress = engine->progress(fed);
        const bool isSilent = progress.received == 0 && progress.state != FeedState::Live;
        finish(id, !isSilent                    ? QString()
                   : progress.problem.isEmpty() ? u"Nothing has come within 15 seconds"_s
                                                : progress.problem);
    });
    timer->start(patience);
    engine->start(*feed);
    return id;
}

void FeedTests::cancel(int id)
{
    end(id);
}

void FeedTests::take(int id, const Records &records)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    TestProgress &progress = found->second.progress;
    progress.sample.insert(progress.sample.end(), records.begin(), records.end());
    if (progress.sample.size() >= sampleSize) {
        progress.sample.resize(sampleSize);
        finish(id, {});
        return;
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
