// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttFeed.h"

#include "sources/async/Backoff.h"
#include "sources/async/Scope.h"
#include "sources/async/Signals.h"
#include "sources/async/Timers.h"
#include "sources/feed/HostLookup.h"
#include "sources/mqtt/MqttInbox.h"

#include <QTimer>
#include <numeric>

namespace livebelt {

using namespace async;
using namespace std::chrono_literals;

namespace {
constexpr quint64 queueBytes = 64 << 20;
constexpr auto goodbyeTime = 800ms;
} // namespace

quint64 MqttFeed::Weight::operator()(const Records &records) const
{
    return std::accumulate(records.begin(), records.end(), quint64(0),
                           [](quint64 sum, const Record &record) { return sum + quint64(record.footprint()); });
}

/// However run() ends, close() learns of it.
class MqttFeed::Running
{
public:
    explicit Running(MqttFeed &feed) : m_feed(feed) { m_feed.m_isRunning = true; }
    ~Running()
    {
        m_feed.m_isRunning = false;
        m_feed.m_done.set();
    }
    Q_DISABLE_COPY_MOVE(Running)

private:
    MqttFeed &m_feed;
};

MqttFeed::MqttFeed(MqttAddress address, Credentials credentials)
    : m_address(std::move(address)), m_credentials(std::move(credentials))
{
}

AsyncIterator<Record> MqttFeed::records()
{
    Arrivals arrivals(queueBytes);
    Scope scope;
    scope.spawn(run(arrivals));
    while (auto batch = co_await arrivals.receive()) {
        if (m_isHeldUp)
            m_changed.set();
        for (Record &record : *batch)
            co_yield std::move(record);
    }
}

Task<void> MqttFeed::close()
{
    if (std::exchange(m_isClosing, true) || !m_isRunning)
        co_return;
    QTimer timer;
    const ScopedConnection late = QObject::connect(&timer, &QTimer::timeout, [this] {
        m_isGivenUp = true;
        m_changed.set();
        m_done.set();
    });
    timer.start(goodbyeTime);
    m_changed.set();
    while (m_isRunning && !m_isGivenUp)
        co_await m_done.wait();
}

Task<void> MqttFeed::run(Arrivals arrivals)
{
    const Running running(*this);
    const MosquittoLibrary library;
    MqttInbox inbox(m_address, m_credentials);
    Backoff backoff;
    try {
        while (!m_isClosing) {
            const MqttEnding ending = co_await connection(arrivals, &inbox);
            if (m_isClosing)
                break;
            if (ending.isHopeless) {
                inbox.add(inbox.log().failed(ending.why));
                break;
            }
            if (inbox.log().isConnected())
                backoff.workedFor(async::Loop::current().clock().now() - inbox.log().connectedSince());
            const Backoff::Duration wait = backoff.next();
            inbox.add(inbox.log().disconnected(ending.why, wait));
            co_await flush(arrivals, &inbox);
            co_await pause(wait);
        }
        co_await flush(arrivals, &inbox);
        arrivals.close();
    } catch (...) {
        arrivals.fail(std::current_exception());
    }
}

/// From the name of the host to the end of the connection.
Task<MqttEnding> MqttFeed::connection(Arrivals arrivals, MqttInbox *inbox)
{
    QList<QHostAddress> peers;
    MqttEnding ending;
    if (QHostAddress address; address.setAddress(m_address.host)) {
        peers.append(address); // a look-up of an address would ask for its name
    } else {
        const HostLookup lookup(m_address.host, m_changed);
        while (!lookup.isDone() && !m_isClosing)
            co_await m_changed.wait();
        peers = lookup.answer().addresses();
        const SocketError unknown(QAbstractSocket::HostNotFoundError, lookup.answer().errorString());
        ending.why = connectionProblem(unknown, m_address.host, m_address.port);
    }
    for (const QHostAddress &peer : std::as_const(peers)) {
        ending = co_await connectionTo(arrivals, inbox, peer);
        if (!ending.isUnreached || m_isClosing)
            break;
    }
    co_return ending;
}

Task<MqttEnding> MqttFeed::connectionTo(Arrivals arrivals, MqttInbox *inbox, QHostAddress peer)
{
    MqttClient client(m_address, m_credentials, *inbox, m_changed);
    client.start(peer);
    while (!client.ending() && !m_isClosing) {
        const bool mayRead = deliver(arrivals, *inbox);
        if (!client.isReady(mayRead)) {
            co_await m_changed.wait();
            continue;
        }
        const bool hasMore = client.process(mayRead);
        if (inbox->refusal())
            co_return *inbox->refusal();
        if (hasMore)
            co_await sleepFor(0ms); // the consumer's turn
    }
    if (!client.ending())
        client.sayGoodbye();
    while (!client.ending() && !m_isGivenUp) {
        co_await m_changed.wait();
        client.process(false);
    }
    co_return client.ending().value_or(MqttEnding());
}

/// False: the queue is full, and what is in the inbox waits there.
bool MqttFeed::deliver(Arrivals &arrivals, MqttInbox &inbox)
{
    if (inbox.isEmpty())
        return true;
    Records records = inbox.take();
    m_isHeldUp = !arrivals.trySend(records);
    if (m_isHeldUp)
        inbox.putBack(std::move(records));
    return !m_isHeldUp;
}

Task<void> MqttFeed::flush(Arrivals arrivals, MqttInbox *inbox)
{
    while (!m_isGivenUp && !deliver(arrivals, *inbox))
        co_await m_changed.wait();
}

Task<void> MqttFeed::pause(std::chrono::milliseconds duration)
{
    QTimer timer;
    bool isOver = false;
    const ScopedConnection over = QObject::connect(&timer, &QTimer::timeout, [&] {
        isOver = true;
        m_changed.set();
    });
    timer.start(duration);
    while (!isOver && !m_isClosing)
        co_await m_changed.wait();
}

} // namespace livebelt
