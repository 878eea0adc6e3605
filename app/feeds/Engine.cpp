// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
/// How much of one feed may wait for the disk, in bytes.
constexpr quint64 channelBytes = 64 << 20;
} // namespace

Engine::Engine(SinkFactory makeSink, Recorder::Stored stored, QObject *parent)
    : QObject(parent), m_recorder(std::move(makeSink), std::move(stored)), m_io(u"io"_s)
{
}

Engine::~Engine()
{
    m_io.run([this] { m_runners.clear(); });
    m_io.stop();
}

Result<int> Engine::add(const FeedKind &kind, const FeedAddress &address, const QString &name,
                        const Credentials &credentials)
{
    const auto feed = kind.open(address, credentials);
    if (!feed)
        return Failure{feed.error()};
    Entry entry;
    entry.kind = &kind;
    entry.address = address;
    entry.name = name.isEmpty() ? address.shortName() : name;
    entry.credentials = credentials;
    entry.progress = std::make_shared<FeedProgress>();
    m_feeds.emplace(++m_lastId, std::move(entry));
    return m_lastId;
}

void Engine::start(int id)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end() || m_isShuttingDown)
        return;
    Entry &entry = found->second;
    if (entry.isRunning) {
        entry.startAgain = true;
        return;
    }
    auto feed = entry.kind->open(entry.address, entry.credentials);
    if (!feed) {
        entry.progress->setState(FeedState::Failed, feed.error());
        return;
    }
    entry.isRunning = true;
    const RecordChannel channel(channelBytes, entry.kind->overflow);
    m_recorder.attach(
        {id, entry.name, entry.address.toString(), entry.kind->description.kind, channel, entry.progress});
    auto runner = std::make_shared<std::unique_ptr<FeedRunner>>(
        std::make_unique<FeedRunner>(std::move(*feed), channel, entry.progress));
    m_io.post([this, id, runner] {
        FeedRunner &running = *(m_runners[id] = std::move(*runner));
        running.start([this, id] { m_home.post([this, id] { finish(id); }); });
    });
}

void Engine::stop(int id)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    found->second.startAgain = false;
    if (!found->second.isRunning)
        return;
    m_io.post([this, id] {
        if (const auto runner = m_runners.find(id); runner != m_runners.end())
            runner->second->stop();
    });
}

void Engine::restart(int id)
{
    stop(id);
    start(id);
}

void Engine::rename(int id, const QString &name)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    found->second.name = name;
    m_recorder.rename(id, name);
}

void Engine::remove(int id)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    if (!found->second.isRunning) {
        m_feeds.erase(found);
        return;
    }
    found->second.forget = true;
    stop(id);
}

FeedProgress::Snapshot Engine::progress(int id) const
{
    const auto found = m_feeds.find(id);
    return found == m_feeds.end() ? FeedProgress::Snapshot() : found->second.progress->snapshot();
}

void Engine::finish(int id)
{
    m_io.post([this, id] { m_runners.erase(id); });
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    found->second.isRunning = false;
    const bool again = std::exchange(found->second.startAgain, false);
    if (found->second.forget)
        m_feeds.erase(found);
    Q_EMIT finished(id);
    if (again)
        start(id);
    if (m_isShuttingDown)
        drainIfQuiet();
}

void Engine::shutDown()
{
    if (std::exchange(m_isShuttingDown, true))
        return;
    for (const auto &[id, entry] : m_feeds)
        stop(id);
    drainIfQuiet();
}

void Engine::drainIfQuiet()
{
    for (const auto &[id, entry] : m_feeds) {
        if (entry.isRunning)
            return;
    }
    m_recorder.drain([this] { m_home.post([this] { Q_EMIT shutDownDone(); }); });
}

} // namespace livebelt
