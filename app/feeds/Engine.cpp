// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"

#include "app/feeds/DiscreetFeed.h"
#include "app/feeds/OverflowChoice.h"
#include "app/feeds/Secrets.h"
#include <livebelt/async/LiveTasks.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto sharingTime = 100ms;
/// A quarter of the memory is for what has been taken out of the channels: what is being written, and what a capture
/// that is not there yet is to get.
quint64 forChannels(quint64 memory)
{
    return memory / 4 * 3;
}

/// What is to happen to what comes too fast; or what is wrong with the address, which does not depend on a secret that
/// may be still to come.
Result<async::Overflow> check(const FeedKind &kind, const FeedAddress &address, const Credentials &credentials)
{
    Credentials assumed = credentials;
    if (assumed.password.isEmpty() && Secrets::isRequired(address))
        assumed.password = u"secret"_s;
    const auto feed = openDiscreetly(kind, address, assumed);
    if (!feed)
        return Failure{feed.error()};
    return chosenOverflow(kind, address);
}

/// Whether a feed can resume there from where it was here.
bool isSamePlace(const FeedAddress &a, const FeedAddress &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port(0) == b.port(0) && a.path() == b.path() &&
           a.serverTarget() == b.serverTarget();
}

} // namespace

Engine::Engine(SinkFactory makeSink, Recorder::Stored stored, quint64 memory, QObject *parent)
    : QObject(parent), m_memory(memory), m_recorder(std::move(makeSink), std::move(stored), memory / 8), m_io(u"io"_s)
{
    connect(&m_sharing, &QTimer::timeout, this, &Engine::share);
}

Engine::~Engine()
{
    m_io.stop(); // and with it the actors' objects
}

Result<int> Engine::add(const FeedKind &kind, const FeedAddress &address, const QString &name,
                        const Credentials &credentials)
{
    const Result<async::Overflow> overflow = check(kind, address, credentials);
    if (!overflow)
        return Failure{overflow.error()};
    Entry entry;
    entry.overflow = *overflow;
    entry.kind = &kind;
    entry.address = address;
    entry.name = name.isEmpty() ? address.shortName() : name;
    entry.credentials = credentials;
    entry.progress = std::make_shared<FeedProgress>();
    entry.actor = std::make_unique<FeedActor>(
        m_io.context(), [progress = entry.progress] { return std::make_unique<FeedRunner>(progress); });
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
    entry.isRunning = true;
    const RecordChannel channel(forChannels(m_memory));
    const auto losses = std::make_shared<Losses>();
    m_buffers.push_back({channel, entry.progress});
    share();
    m_sharing.start(sharingTime);
    const DurableChannel durable;
    const bool isAwaited = entry.kind->acknowledges && entry.kind->acknowledges(entry.address);
    m_recorder.attach({id, entry.name, entry.address.toString(), entry.kind->description.kind, channel, entry.progress,
                       durable, isAwaited, losses});
    FeedRunner::Open open = [kind = entry.kind, address = entry.address, credentials = entry.credentials] {
        return openDiscreetly(*kind, address, credentials);
    };
    const auto askCapture = [this, address = entry.address.toString()] { return m_recorder.resumePoints(address); };
    const auto finished = [this, id] { m_home.post([this, id] { finish(id); }); };
    FeedRunner::Start how{std::move(open), askCapture,
                          channel,         entry.overflow == async::Overflow::Block ? nullptr : losses,
                          durable,         finished};
    how.isElsewhere = std::exchange(entry.isElsewhere, false);
    entry.actor->tell(&FeedRunner::start, std::move(how));
}

void Engine::stop(int id)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    found->second.startAgain = false;
    if (!found->second.isRunning)
        return;
    found->second.actor->tell(&FeedRunner::stop);
}

void Engine::restart(int id)
{
    const auto found = m_feeds.find(id);
    if (found != m_feeds.end() && found->second.isRunning)
        found->second.actor->tell(&FeedRunner::reconnect);
    else
        start(id);
}

Result<void> Engine::change(int id, const FeedKind &kind, const FeedAddress &address, const Credentials &credentials)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return Failure{u"This feed is not there any more"_s};
    const Result<async::Overflow> overflow = check(kind, address, credentials);
    if (!overflow)
        return Failure{overflow.error()};
    Entry &entry = found->second;
    stop(id);
    entry.isElsewhere |= !isSamePlace(entry.address, address);
    entry.kind = &kind;
    entry.overflow = *overflow;
    entry.address = address;
    entry.credentials = credentials;
    m_recorder.rename(id, entry.name, address.toString());
    return {};
}

Credentials Engine::credentials(int id) const
{
    const auto found = m_feeds.find(id);
    return found == m_feeds.end() ? Credentials() : found->second.credentials;
}

void Engine::setCredentials(int id, const Credentials &credentials)
{
    if (const auto found = m_feeds.find(id); found != m_feeds.end())
        found->second.credentials = credentials;
}

void Engine::send(int id, const Outgoing &message, const FeedRunner::Answer &answer)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end() || !found->second.isRunning) {
        answer(Failure{u"The feed is stopped: start it, and send again"_s});
        return;
    }
    const auto bringHome = [this, answer](Result<void> result) {
        m_home.post([answer, result = std::move(result)] { answer(result); });
    };
    if (!found->second.actor->tell(&FeedRunner::send, message, bringHome))
        answer(Failure{u"Too much waits to be sent already: try again in a moment"_s});
}

void Engine::rename(int id, const QString &name)
{
    const auto found = m_feeds.find(id);
    if (found == m_feeds.end())
        return;
    found->second.name = name;
    m_recorder.rename(id, name, found->second.address.toString());
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

void Engine::share()
{
    std::erase_if(m_buffers, [](const Buffer &buffer) {
        return buffer.channel.isClosed() && buffer.channel.statistics().depth == 0;
    });
    std::vector<quint64> used;
    for (const Buffer &buffer : m_buffers)
        used.push_back(buffer.channel.statistics().cost);
    const std::vector<quint64> shares = memoryShares(forChannels(m_memory), used);
    for (size_t i = 0; i < m_buffers.size(); ++i) {
        if (!m_buffers[i].progress->isLeaving())
            m_buffers[i].channel.setCapacity(shares[i]);
    }
    if (m_buffers.empty())
        m_sharing.stop();
}

void Engine::describeTasks(std::function<void(const QByteArray &)> answer)
{
    m_io.post([this, answer = std::move(answer)] {
        const QByteArray text = async::describe(async::liveTasks());
        m_home.post([answer, text] { answer(text); });
    });
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

QString Engine::whyUnstored() const
{
    const QString why = problem();
    return why.isEmpty() ? tr("The disk was too slow to take it in time.") : why;
}

} // namespace livebelt
