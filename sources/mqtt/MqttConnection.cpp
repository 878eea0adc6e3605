// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttConnection.h"

#include <livebelt/async/Signals.h>
#include <livebelt/async/Timers.h>

#include <QPointer>
#include <mosquitto.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto readingTime = 3s;
constexpr auto storingTime = 400ms, goodbyeTime = 500ms;
constexpr int firstRefusal = 0x80;

async::Task<void> abortAfter(QPointer<MqttTransport> transport, std::chrono::milliseconds duration)
{
    co_await async::sleepFor(duration);
    if (transport)
        transport->abort();
}

/// What has arrived is read, and acknowledged before the goodbye, if the disk is quick enough.
async::Task<void> sayGoodbye(QPointer<MqttClient> client, QPointer<MqttTransport> transport)
{
    for (auto waited = 0ms; client && client->hasToRead() && waited < readingTime; waited += 10ms)
        co_await async::sleepFor(10ms);
    for (auto waited = 0ms; client && client->hasToAcknowledge() && waited < storingTime; waited += 10ms)
        co_await async::sleepFor(10ms);
    if (client)
        client->sayGoodbye();
    if (transport)
        transport->finish();
    async::Event changed;
    const async::ScopedConnection closed = QObject::connect(transport, &MqttTransport::closed, [&] { changed.set(); });
    const async::ScopedConnection gone = QObject::connect(transport, &QObject::destroyed, [&] { changed.set(); });
    async::Scope timer;
    timer.spawn(abortAfter(transport, goodbyeTime));
    while (transport && transport->isOpen())
        co_await changed.wait();
}

async::Task<Result<void>> refusal(QString why)
{
    co_return Failure{why};
}

async::Task<Result<void>> accepted()
{
    co_return Result<void>();
}

async::Task<Result<void>> confirmation(std::shared_ptr<MqttReceipt> receipt, QByteArray topic, MqttAddress address)
{
    while (!receipt->code)
        co_await receipt->settled.wait();
    const int code = *receipt->code;
    if (code == MqttReceipt::lost)
        co_return Failure{u"The connection to %1 was lost before the message was confirmed: it may have been sent, or "
                          "not"_s.arg(address.where())};
    if (code >= firstRefusal)
        co_return Failure{publishRefusal(code, topic, address)};
    co_return Result<void>();
}

} // namespace

MosquittoLibrary::MosquittoLibrary()
{
    mosquitto_lib_init();
}

MosquittoLibrary::~MosquittoLibrary()
{
    mosquitto_lib_cleanup();
}

MqttConnection::MqttConnection(MqttSetup &setup, ConnectionLog &log)
    : m_address(setup.address)
    , m_inbox(setup.address, setup.credentials, log)
    , m_transport(MqttTransport::make(setup.address))
    , m_client(setup.address, setup.credentials, *m_transport, setup.session, m_inbox, m_changed)
{
    QObject::connect(m_transport.get(), &MqttTransport::closed, &m_client, [this] { m_changed.set(); });
}

async::AsyncIterator<Record> MqttConnection::run()
{
    m_deadline.spawn(limitWelcome());
    if (std::optional<Ending> failure = co_await m_transport->open()) {
        m_ending = m_client.ending().value_or(*failure);
        co_return;
    }
    m_client.start();
    Records records;
    while (isAlive()) {
        m_inbox.takeInto(records);
        if (records.empty()) {
            co_await m_changed.wait();
            continue;
        }
        m_client.goOn();
        for (Record &record : records)
            co_yield std::move(record);
    }
    m_ending = m_inbox.refusal() ? *m_inbox.refusal() : m_client.ending().value_or(Ending());
}

/// Whether there is, or may come, something to hand over; or a goodbye is on its way.
bool MqttConnection::isAlive() const
{
    if (!m_inbox.isEmpty())
        return true;
    if (m_isLeaving)
        return m_transport->isOpen();
    return !m_client.ending() && !m_inbox.refusal();
}

async::Task<void> MqttConnection::limitWelcome()
{
    co_await async::sleepFor(patience);
    if (m_client.isWelcome() || m_client.ending())
        co_return;
    m_client.finish(MqttEnding::timedOut(m_address, m_client.isAsking()));
    m_transport->abort();
}

async::Task<void> MqttConnection::goodbye()
{
    m_isLeaving = true;
    if (m_client.isAsking())
        m_client.stopReading();
    else
        m_transport->abort();
    m_changed.set();
    return sayGoodbye(&m_client, m_transport.get());
}

async::Task<Result<void>> MqttConnection::send(Outgoing message)
{
    const QByteArray topic = message.to.isEmpty() ? m_address.ownTopic() : message.to.toUtf8();
    if (topic.isEmpty())
        return refusal(u"Say which topic the message is for: the feed's own has a wildcard"_s);
    if (mosquitto_pub_topic_check2(topic.constData(), size_t(topic.size())) != MOSQ_ERR_SUCCESS ||
        mosquitto_validate_utf8(topic.constData(), int(topic.size())) != MOSQ_ERR_SUCCESS) {
        return refusal(u"“%1” is no topic that a message can be sent to: it goes to one topic, without + and #"_s.arg(
            QString::fromUtf8(topic)));
    }
    if (!m_client.isWelcome() || m_client.ending()) {
        return refusal(
            u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_address.where()));
    }
    const Result<int> identifier = m_client.publish(topic, message.payload);
    if (!identifier)
        return refusal(identifier.error());
    m_inbox.addSent(topic, message.payload);
    m_changed.set();
    if (m_address.qos == 0)
        return accepted();
    return confirmation(m_inbox.receipts().open(*identifier), topic, m_address);
}

} // namespace livebelt
