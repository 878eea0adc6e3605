// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsJob.h"

#include "model/records/Notice.h"

#include <QLocale>

// What NatsJob does for a stream.

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 batch = 1'000; ///< messages asked for at a time
constexpr qint64 batchBytes = 8 << 20;
constexpr auto heartbeat = 5s, requestTime = 30s;

/// Whether the text of that status means that another attempt would come to the same.
bool isHopeless(QByteArrayView description)
{
    return description.startsWith("Exceeded");
}

} // namespace

void NatsJob::consume()
{
    NatsProgress &progress = m_setup->progress;
    const bool hasMore = progress.last() > 0;
    m_consumer = std::make_unique<NatsConsumer>(m_link, m_address, progress);
    m_nextDelivery = m_consumer->nextDelivery();
    m_inbox = inbox();
    const qint64 largest = std::max<qint64>(batchBytes, 2 * natsConnection_GetMaxPayload(m_link.handle()));
    m_pullSubject = "$JS.API.CONSUMER.MSG.NEXT." + m_consumer->stream() + '.' + m_consumer->name();
    const auto nanoseconds = [](std::chrono::nanoseconds time) { return QByteArray::number(qint64(time.count())); };
    m_pullText = "{\"batch\":" + QByteArray::number(batch) + ",\"max_bytes\":" + QByteArray::number(largest) +
                 ",\"expires\":" + nanoseconds(requestTime) + ",\"idle_heartbeat\":" + nanoseconds(heartbeat) + '}';
    listenForAnswers();
    const std::lock_guard reading(m_readMutex); // Connected comes first
    subscribe(m_inbox, &NatsJob::take<&NatsJob::takeDelivery>, m_subscriptions);
    queue().setConnected(hasMore || !m_address.durable.isEmpty()
                             ? u"it goes on behind the last message that came, so none is missing"_s
                             : QString());
    if (const quint64 expired = m_consumer->expired(); expired > 0) {
        const QByteArray count = QLocale::c().toString(expired).toUtf8();
        m_read.push_back(
            m_address.subjects.isEmpty()
                ? makeDropped(expired, "The stream had let go of " + count + " messages before they could be fetched")
                : makeNotice(NoticeType::Information, "The stream had let go of " + count +
                                                          " messages, of all subjects, before they could be fetched"));
        put(m_read);
    }
    pullMore();
}

void NatsJob::takeDelivery(natsMsg *message)
{
    {
        const std::lock_guard lock(m_mutex);
        m_heardAt = std::chrono::steady_clock::now();
        m_isDelivering = true;
    }
    const char *status = nullptr;
    const char *reply = natsMsg_GetReply(message);
    const std::optional<NatsDelivery> delivery = NatsDelivery::from(reply ? reply : "");
    if (delivery) {
        std::unique_lock lock(m_mutex);
        --m_outstanding;
        lock.unlock();
        const bool isOrdered = m_consumer->isOrdered();
        if (isOrdered && delivery->delivery > m_nextDelivery) {
            fail({Ending::Kind::Lost, u"Messages of the stream %1 were lost on the way: they are fetched again"_s.arg(
                                          QString::fromUtf8(m_consumer->stream()))});
        }
        const bool isLost = isOrdered && delivery->delivery > m_nextDelivery;
        if (!isLost) {
            m_nextDelivery = delivery->delivery + 1;
            const bool isKnown = isOrdered && delivery->seq <= m_setup->progress.last();
            if (!isKnown) {
                m_setup->progress.setLast(delivery->seq);
                m_reader.append(message, delivery, m_read);
                if (isOrdered)
                    m_read.back().resume =
                        std::make_shared<const ResumePoint>(m_setup->progress.pointAt(delivery->seq));
                put(m_read);
            }
            lock.lock();
            if (m_consumer->acknowledgement() != js_AckNone)
                m_unacknowledged.push_back({m_puts, QByteArray(reply)});
            if (m_durable && m_puts <= *m_durable)
                m_changed.notify_all();
        }
    } else if (natsMsgHeader_Get(message, "Status", &status) == NATS_OK) {
        takeStatus(message, status);
    }
    pullMore();
    const std::lock_guard lock(m_mutex);
    m_isDelivering = false;
}

/// Heartbeats and the ends of requests.
void NatsJob::takeStatus(natsMsg *message, QByteArrayView status)
{
    if (status == "100")
        return;
    const char *text = nullptr;
    natsMsgHeader_Get(message, "Description", &text);
    const QByteArray description(text ? text : "");
    const QString stream = QString::fromUtf8(m_consumer->stream());
    const char *pending = nullptr;
    const bool isCounted = natsMsgHeader_Get(message, "Nats-Pending-Messages", &pending) == NATS_OK;
    {
        const std::lock_guard lock(m_mutex);
        m_outstanding = isCounted ? std::max<qint64>(0, m_outstanding - QByteArray(pending).toLongLong()) : 0;
    }
    if (status == "503")
        fail({Ending::Kind::Lost, u"The consumer of the stream %1 is gone"_s.arg(stream)});
    else if (status == "409" && isHopeless(description))
        fail({Ending::Kind::Refused,
              u"The consumer of the stream %1 says: %2"_s.arg(stream, QString::fromUtf8(description))});
    else if (status == "409" && !description.contains("MaxBytes"))
        fail({Ending::Kind::Lost, u"The stream %1 ended it: %2"_s.arg(stream, QString::fromUtf8(description))});
}

void NatsJob::pullMore()
{
    std::unique_lock lock(m_mutex);
    if (m_outstanding >= batch / 2 || m_isStopping || m_isClosed || m_problem)
        return;
    m_outstanding += batch;
    lock.unlock();
    natsConnection_PublishRequest(m_link.handle(), m_pullSubject.constData(), m_inbox.constData(),
                                  m_pullText.constData(), int(m_pullText.size()));
}

} // namespace livebelt
