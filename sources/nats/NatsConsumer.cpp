// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsConsumer.h"

#include <chrono>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds acknowledgingTime = 60s; ///< then what is not acknowledged comes again
constexpr std::chrono::nanoseconds forgottenAfter = 5min;   ///< a consumer without a name, when nobody pulls
constexpr qint64 mostUnacknowledged = 100'000;              ///< more than a commit of the capture takes in

Ending refusal(const QString &why)
{
    return {Ending::Kind::Refused, why};
}

/// Of a cluster that is not complete just now.
bool mayPass(jsErrCode code)
{
    return code == JSClusterNotAvailErr || code == JSClusterNotLeaderErr || code == JSClusterNoPeersErr ||
           code == JSClusterIncompleteErr || code == JSInsufficientResourcesErr || code == JSTempStorageFailedErr;
}

} // namespace

void NatsProgress::continueAfter(const ResumePoint &point)
{
    const std::lock_guard lock(m_mutex);
    const QList<QByteArray> parts = point.value.split(':');
    m_stream = point.key;
    m_created = parts.value(0).toLongLong();
    m_last = parts.value(1).toULongLong();
}

void NatsProgress::begin(const QByteArray &stream, qint64 created)
{
    const std::lock_guard lock(m_mutex);
    if (m_stream != stream || m_created != created)
        m_last = 0;
    m_stream = stream;
    m_created = created;
}

quint64 NatsProgress::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_last;
}

void NatsProgress::setLast(quint64 seq)
{
    const std::lock_guard lock(m_mutex);
    m_last = std::max(m_last, seq);
}

ResumePoint NatsProgress::pointAt(quint64 seq) const
{
    const std::lock_guard lock(m_mutex);
    return {m_stream, QByteArray::number(m_created) + ':' + QByteArray::number(seq)};
}

QStringList NatsProgress::servers() const
{
    const std::lock_guard lock(m_mutex);
    return m_servers;
}

void NatsProgress::setServers(QStringList servers)
{
    const std::lock_guard lock(m_mutex);
    m_servers = std::move(servers);
}

NatsConsumer::NatsConsumer(const NatsLink &link, const NatsAddress &address, NatsProgress &progress)
    : m_link(link), m_progress(progress), m_stream(address.stream)
{
    jsCtx *context = nullptr;
    check(natsConnection_JetStream(&context, link.handle(), nullptr), {}, {});
    m_jetStream.reset(context);
    find(address);
}

void NatsConsumer::check(natsStatus status, jsErrCode code, const QString &task) const
{
    const QString where = m_link.place().where();
    if (status == NATS_NO_RESPONDERS || code == JSNotEnabledErr || code == JSNotEnabledForAccountErr)
        throw NatsError(refusal(u"%1 keeps no streams: JetStream is off there"_s.arg(where)));
    if (status == NATS_NOT_FOUND)
        throw NatsError(refusal(u"There is no stream “%1” at %2"_s.arg(QString::fromUtf8(m_stream), where)));
    if (status == NATS_TIMEOUT)
        throw NatsError(
            {Ending::Kind::Lost, u"The cluster of %1 does not answer about its stream just now"_s.arg(where)});
    if (status != NATS_OK && (code != 0 || status == NATS_ERR) && !mayPass(code))
        throw NatsError(refusal(u"%1 does not let us %2: %3"_s.arg(where, task, NatsLink::lastWords())));
    m_link.check(status, task);
}

void NatsConsumer::find(const NatsAddress &address)
{
    jsStreamInfo *stream = nullptr;
    jsErrCode code{};
    const QByteArray filter = address.subjects.value(0);
    const QString task = u"read the stream %1"_s.arg(QString::fromUtf8(m_stream));
    check(js_GetStreamInfo(&stream, m_jetStream.get(), m_stream.constData(), nullptr, &code), code, task);
    const NatsStreamInfo info(stream);
    m_progress.begin(m_stream, stream->Created);
    const quint64 known = m_progress.last();
    if (known > 0 && stream->State.FirstSeq > known + 1)
        m_expired = stream->State.FirstSeq - known - 1;
    m_isOrdered = !address.isShared && (address.durable.isEmpty() || stream->Config->Retention == js_LimitsPolicy);

    if (!address.durable.isEmpty()) {
        jsConsumerInfo *found = nullptr;
        const natsStatus status = js_GetConsumerInfo(&found, m_jetStream.get(), m_stream.constData(),
                                                     address.durable.constData(), nullptr, &code);
        const NatsConsumerInfo consumer(found);
        if (status != NATS_NOT_FOUND) {
            check(status, code, task);
            const jsConsumerConfig &config = *found->Config;
            const QString name = QString::fromUtf8(address.durable);
            if (config.DeliverSubject) {
                throw NatsError(refusal(u"The consumer “%1” pushes its messages to a subject: listen to %2, or take "
                                        "another name"_s.arg(name, QString::fromUtf8(config.DeliverSubject))));
            }
            if (QByteArray(config.FilterSubject) != filter) {
                throw NatsError(refusal(u"The consumer “%1” reads %2: give that subject, or another name"_s.arg(
                    name, config.FilterSubject ? QString::fromUtf8(config.FilterSubject) : u"the whole stream"_s)));
            }
            m_name = address.durable;
            m_acknowledgement = config.AckPolicy;
            m_nextDelivery = found->Delivered.Consumer + 1;
            const quint64 floor = found->AckFloor.Stream, delivered = found->Delivered.Stream;
            const bool isRight = delivered == floor && (known == 0 || known == floor);
            if (!m_isOrdered || isRight || config.AckPolicy == js_AckNone)
                return;
            check(js_DeleteConsumer(m_jetStream.get(), m_stream.constData(), m_name.constData(), nullptr, &code), code,
                  task);
            return make(config, std::max(known, floor) + 1);
        }
    }
    make(newConfig(address), known > 0 ? known + 1 : 0);
}

jsConsumerConfig NatsConsumer::newConfig(const NatsAddress &address) const
{
    jsConsumerConfig config;
    jsConsumerConfig_Init(&config);
    if (!address.durable.isEmpty()) {
        config.Durable = address.durable.constData();
    } else {
        config.InactiveThreshold = forgottenAfter.count();
        config.MemoryStorage = true;
        config.Replicas = 1;
    }
    config.AckPolicy = address.isShared ? js_AckExplicit : js_AckAll;
    config.AckWait = acknowledgingTime.count();
    config.MaxAckPending = mostUnacknowledged;
    if (!address.subjects.isEmpty())
        config.FilterSubject = address.subjects.constFirst().constData();
    switch (address.start) {
    case NatsAddress::Start::New:
        config.DeliverPolicy = js_DeliverNew;
        break;
    case NatsAddress::Start::All:
        config.DeliverPolicy = js_DeliverAll;
        break;
    case NatsAddress::Start::Seq:
        config.DeliverPolicy = js_DeliverByStartSequence;
        config.OptStartSeq = address.startSeq;
        break;
    case NatsAddress::Start::Time:
        config.DeliverPolicy = js_DeliverByStartTime;
        config.OptStartTime = address.startTime * 1000;
        break;
    }
    return config;
}

/// start: the message to begin with; 0: as config says.
void NatsConsumer::make(jsConsumerConfig config, quint64 start)
{
    if (start > 0) {
        config.DeliverPolicy = js_DeliverByStartSequence;
        config.OptStartSeq = start;
        config.OptStartTime = 0;
    }
    jsConsumerInfo *made = nullptr;
    jsErrCode code{};
    check(js_AddConsumer(&made, m_jetStream.get(), m_stream.constData(), &config, nullptr, &code), code,
          u"make a consumer of the stream %1"_s.arg(QString::fromUtf8(m_stream)));
    const NatsConsumerInfo consumer(made);
    m_name = made->Name;
    m_acknowledgement = made->Config->AckPolicy;
    m_nextDelivery = 1;
}

} // namespace livebelt
