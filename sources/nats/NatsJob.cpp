// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsJob.h"

#include "model/records/Notice.h"

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int mostPending = 500'000, mostPendingBytes = 32 << 20; ///< of plain subjects, within libnats
constexpr auto longestQuiet = 12s;                                ///< two heartbeats and a little
constexpr auto drainTime = 350ms, acknowledgingTime = 300ms;
constexpr size_t mostToSend = 1'000, mostAsked = 1'000;

} // namespace

QByteArray NatsJob::inbox()
{
    natsInbox *made = nullptr;
    if (natsInbox_Create(&made) != NATS_OK)
        throw std::bad_alloc();
    QByteArray text(made);
    natsInbox_Destroy(made);
    return text;
}

NatsJob::NatsJob(std::shared_ptr<NatsSetup> setup)
    : m_setup(std::move(setup))
    , m_address(m_setup->address)
    , m_link(
          [this] {
              NatsPlace place = m_address.place;
              if (const QStringList known = m_setup->progress.servers(); !known.isEmpty())
                  place.servers = known;
              return place;
          }(),
          m_setup->password,
          {[this](natsSubscription *subscription, natsStatus status, const QString &words) {
               hear(subscription, status, words);
           },
           [this] {
               const std::lock_guard lock(m_mutex);
               m_isClosed = true;
               m_changed.notify_all();
           }})
    , m_reader(m_address.parser)
{
}

void NatsJob::stop()
{
    ThreadJob::stop();
    const std::lock_guard lock(m_mutex);
    m_isStopping = true;
    m_changed.notify_all();
}

void NatsJob::stored(quint64 count)
{
    const std::lock_guard lock(m_mutex);
    m_durable = count;
    m_changed.notify_all();
}

Result<void> NatsJob::send(const Outgoing &message)
{
    const QByteArray subject = message.to.isEmpty() ? m_address.ownSubject() : message.to.toUtf8();
    if (subject.isEmpty())
        return Failure{u"Say which subject the message is for: the feed's own has a wildcard"_s};
    if (!isNatsSubject(subject, false)) {
        return Failure{u"“%1” is no subject that a message can be sent to: words with points between, without * and "
                       ">"_s.arg(QString::fromUtf8(subject))};
    }
    const std::lock_guard lock(m_mutex);
    if (m_isClosed || m_toSend.size() >= mostToSend) {
        return Failure{
            u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_address.place.where())};
    }
    m_toSend.push_back({subject, message.payload});
    m_changed.notify_all();
    return {};
}

Ending NatsJob::work()
{
    Ending ending;
    try {
        m_link.open();
        m_setup->progress.setServers(m_link.servers());
        if (m_address.stream.isEmpty())
            listen();
        else
            consume();
        ending = wait();
    } catch (const NatsError &error) {
        ending = error.ending();
    }
    if (m_link.handle()) {
        leave();
        m_link.close();
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_delivering == 0 && m_isClosed; });
    }
    nats_ReleaseThreadMemory();
    return ending;
}

void NatsJob::subscribe(const QByteArray &subject, natsMsgHandler handler, std::vector<Listening> &into)
{
    natsSubscription *made = nullptr;
    const QString task = u"subscribe to %1"_s.arg(QString::fromUtf8(subject));
    const bool isGrouped = !m_address.queue.isEmpty() && &into == &m_subscriptions;
    {
        const std::lock_guard lock(m_mutex);
        ++m_delivering;
    }
    const natsStatus status =
        isGrouped ? natsConnection_QueueSubscribe(&made, m_link.handle(), subject.constData(),
                                                  m_address.queue.constData(), handler, this)
                  : natsConnection_Subscribe(&made, m_link.handle(), subject.constData(), handler, this);
    const auto done = [](void *job) {
        auto &self = *static_cast<NatsJob *>(job);
        const std::lock_guard lock(self.m_mutex);
        --self.m_delivering;
        self.m_changed.notify_all();
    };
    if (status != NATS_OK || natsSubscription_SetOnCompleteCB(made, done, this) != NATS_OK) {
        done(this);
        m_link.check(status, task);
    }
    into.push_back({NatsSubscription(made)});
    const bool isPulled = !m_address.stream.isEmpty();
    m_link.check(natsSubscription_SetPendingLimits(made, isPulled ? -1 : mostPending, isPulled ? -1 : mostPendingBytes),
                 task);
}

void NatsJob::listenForAnswers()
{
    if (!m_address.requests)
        return;
    m_answerInbox = inbox();
    subscribe(m_answerInbox + ".*", &NatsJob::take<&NatsJob::takeAnswer>, m_answers);
}

void NatsJob::listen()
{
    listenForAnswers();
    const std::lock_guard reading(m_readMutex); // Connected comes first
    for (const QByteArray &subject : m_address.subjects)
        subscribe(subject, &NatsJob::take<&NatsJob::takeMessage>, m_subscriptions);
    // The answer to that comes when the server has the subscriptions, and behind what it has against them.
    m_link.check(natsConnection_FlushTimeout(m_link.handle(), 5'000), u"subscribe"_s);
    const char *words = nullptr;
    if (natsConnection_GetLastError(m_link.handle(), &words) == NATS_NOT_PERMITTED)
        throw NatsError(forbidden(QString::fromUtf8(words)));
    queue().setConnected();
}

/// Until there is a reason to end.
Ending NatsJob::wait()
{
    std::unique_lock lock(m_mutex);
    m_heardAt = Clock::now();
    while (!m_isStopping && !m_isClosed && !m_problem) {
        acknowledge(lock);
        sendOff(lock);
        if (m_isStopping || m_isClosed || m_problem || !m_toSend.empty())
            continue;
        if (m_changed.wait_for(lock, 1s) == std::cv_status::timeout) {
            lock.unlock();
            look();
            lock.lock();
        }
    }
    if (m_problem)
        return *m_problem;
    if (m_isStopping)
        return {};
    lock.unlock();
    return m_link.ending();
}

/// Once a second, where nothing else is to be done.
void NatsJob::look()
{
    if (std::unique_lock reading(m_readMutex, std::try_to_lock); reading)
        noteDrops();
    if (!m_consumer)
        return;
    int waiting = 0;
    natsSubscription_GetPending(m_subscriptions.front().subscription.get(), &waiting, nullptr);
    std::unique_lock lock(m_mutex);
    if (waiting > 0 || m_isDelivering) {
        m_heardAt = Clock::now();
        return;
    }
    if (Clock::now() - m_heardAt < longestQuiet)
        return;
    lock.unlock();
    fail({Ending::Kind::Lost,
          u"The stream %1 gives no sign of life"_s.arg(QString::fromUtf8(m_consumer->stream())),
          {},
          longestQuiet});
}

/// What has arrived is read, and acknowledged, if the disk is quick enough.
void NatsJob::leave()
{
    queue().leave();
    if (m_link.isClosed())
        return;
    for (const Listening &listening : m_subscriptions)
        natsSubscription_DrainTimeout(listening.subscription.get(), drainTime.count());
    for (const Listening &listening : m_subscriptions)
        natsSubscription_WaitForDrainCompletion(listening.subscription.get(), drainTime.count());
    {
        const std::lock_guard reading(m_readMutex);
        noteDrops();
    }
    std::unique_lock lock(m_mutex);
    const auto deadline = Clock::now() + acknowledgingTime;
    while (!m_isClosed && !m_unacknowledged.empty()) {
        acknowledge(lock);
        if (m_unacknowledged.empty() || m_changed.wait_until(lock, deadline) == std::cv_status::timeout)
            break;
    }
    acknowledge(lock);
    sendOff(lock);
    const bool isClosed = m_isClosed;
    lock.unlock();
    if (!isClosed)
        natsConnection_FlushTimeout(m_link.handle(), 100);
}

void NatsJob::acknowledge(std::unique_lock<std::mutex> &lock)
{
    QList<QByteArray> replies;
    while (m_durable && !m_unacknowledged.empty() && m_unacknowledged.front().after <= *m_durable) {
        replies.append(std::move(m_unacknowledged.front().reply));
        m_unacknowledged.pop_front();
    }
    if (replies.isEmpty())
        return;
    lock.unlock();
    if (m_consumer->acknowledgement() == js_AckAll)
        replies = {replies.constLast()};
    for (const QByteArray &reply : std::as_const(replies))
        natsConnection_PublishString(m_link.handle(), reply.constData(), "+ACK");
    lock.lock();
}

void NatsJob::sendOff(std::unique_lock<std::mutex> &lock)
{
    while (!m_toSend.empty()) {
        const Sent sent = std::move(m_toSend.front());
        m_toSend.pop_front();
        QByteArray reply;
        if (m_address.requests) {
            m_asked.emplace(++m_requests, sent.subject);
            if (m_asked.size() > mostAsked)
                m_asked.erase(m_asked.begin());
            reply = m_answerInbox + '.' + QByteArray::number(m_requests);
        }
        lock.unlock();
        const int size = int(sent.payload.size());
        const natsStatus status =
            reply.isEmpty()
                ? natsConnection_Publish(m_link.handle(), sent.subject.constData(), sent.payload.constData(), size)
                : natsConnection_PublishRequest(m_link.handle(), sent.subject.constData(), reply.constData(),
                                                sent.payload.constData(), size);
        if (status != NATS_OK) {
            const std::lock_guard reading(m_readMutex);
            m_read.push_back(makeNotice(NoticeType::Information, "What was to be sent to " + sent.subject +
                                                                     " could not be: " + natsStatus_GetText(status)));
            put(m_read);
        }
        lock.lock();
    }
}

void NatsJob::fail(Ending ending)
{
    const std::lock_guard lock(m_mutex);
    if (!m_problem)
        m_problem = std::move(ending);
    m_changed.notify_all();
}

Ending NatsJob::forbidden(const QString &words) const
{
    return {Ending::Kind::Refused, u"%1 does not let us listen to that: %2"_s.arg(m_address.place.where(), words)};
}

/// What libnats says on its own.
void NatsJob::hear(natsSubscription *, natsStatus status, const QString &words)
{
    if (status == NATS_SLOW_CONSUMER)
        m_hasDropped = true;
    else if (words.contains(u"permissions violation for subscription"_s, Qt::CaseInsensitive))
        fail(forbidden(words));
    else if (words.contains(u"permissions violation for publish"_s, Qt::CaseInsensitive)) {
        Record notice = makeNotice(NoticeType::Information,
                                   u"%1 does not let us send that: %2"_s.arg(m_address.place.where(), words).toUtf8());
        const std::lock_guard reading(m_readMutex);
        m_read.push_back(std::move(notice));
        put(m_read);
    }
}

/// How many messages of plain subjects libnats had no room for since the last time.
void NatsJob::noteDrops()
{
    m_hasDropped = false;
    for (Listening &listening : m_subscriptions) {
        int64_t dropped = 0;
        natsSubscription_GetDropped(listening.subscription.get(), &dropped);
        if (dropped <= listening.dropped)
            continue;
        m_read.push_back(
            makeDropped(quint64(dropped - listening.dropped), "They came faster than they could be taken"));
        listening.dropped = dropped;
    }
    put(m_read);
}

void NatsJob::takeMessage(natsMsg *message)
{
    if (m_hasDropped)
        noteDrops();
    m_reader.append(message, std::nullopt, m_read);
    put(m_read);
}

void NatsJob::takeAnswer(natsMsg *message)
{
    const QByteArray subject(natsMsg_GetSubject(message));
    std::unique_lock lock(m_mutex);
    const auto found = m_asked.find(subject.sliced(subject.lastIndexOf('.') + 1).toULongLong());
    if (found == m_asked.end())
        return;
    const QByteArray asked = found->second;
    lock.unlock();
    if (natsMsg_IsNoResponders(message))
        m_read.push_back(makeNotice(NoticeType::Information, "Nobody answers to " + asked));
    else
        m_reader.appendAnswer(message, asked, m_read);
    put(m_read);
}

/// Hands records over, and waits for room meanwhile. Holds the reading mutex.
void NatsJob::put(Records &records)
{
    if (records.empty())
        return;
    const size_t count = records.size();
    for (Record &record : records)
        queue().put(std::move(record));
    records.clear();
    const std::lock_guard lock(m_mutex);
    m_puts += count;
}

} // namespace livebelt
