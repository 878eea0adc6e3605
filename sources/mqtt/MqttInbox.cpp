// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttInbox.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

#include <QHostAddress>
#include <algorithm>
#include <mosquitto.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int refused = 0x80;
constexpr qsizetype fullBytes = 1 << 20; ///< what waits longer does so in the feed's channel

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

/// Whether the broker sends what is published to that topic to us. What a group shares may go to another member.
bool isHeard(const QByteArray &topic, const QList<QByteArray> &filters)
{
    return std::any_of(filters.begin(), filters.end(), [&topic](const QByteArray &filter) {
        bool matches = false;
        const QByteArrayView own = withoutShare(filter);
        mosquitto_topic_matches_sub2(own.data(), size_t(own.size()), topic.constData(), size_t(topic.size()), &matches);
        return matches;
    });
}

} // namespace

MqttInbox::MqttInbox(const MqttAddress &address, const Credentials &credentials, ConnectionLog &log)
    : m_address(address), m_credentials(credentials), m_log(log), m_reader(address.parser)
{
}

void MqttInbox::add(Record record)
{
    ++m_count;
    m_bytes += record.footprint();
    m_records.push_back(std::move(record));
}

void MqttInbox::takeInto(Records &records)
{
    records.clear();
    records.swap(m_records);
    m_bytes = 0;
}

bool MqttInbox::isFull() const
{
    return m_bytes >= fullBytes;
}

void MqttInbox::addInformation(const QString &text)
{
    add(makeNotice(NoticeType::Information, text.toUtf8()));
}

/// What the broker has kept comes at once, before it answers anything else.
void MqttInbox::welcomed(bool hasSession)
{
    m_hasSession = hasSession;
    if (hasSession)
        addConnected();
}

void MqttInbox::subscribed(std::span<const int> granted)
{
    const size_t count = std::min(granted.size(), size_t(m_address.filters.size()));
    if (std::all_of(granted.begin(), granted.end(), [](int code) { return code >= refused; })) {
        m_refusal = MqttEnding::unsubscribed(granted.empty() ? refused : granted.front(), m_address);
        return;
    }
    if (!m_hasSession)
        addConnected();
    for (size_t i = 0; i < count; ++i) {
        const QByteArray &filter = m_address.filters.at(qsizetype(i));
        if (granted[i] >= refused) {
            addInformation(subscriptionRefusal(granted[i], filter, m_address));
        } else if (granted[i] < m_address.qos) {
            addInformation(u"%1 delivers “%2” with quality of service %3 at most"_s.arg(
                m_address.where(), QString::fromUtf8(withoutShare(filter)), QString::number(granted[i])));
        }
    }
}

void MqttInbox::addConnected()
{
    const bool isFirst = !m_log.wasConnected();
    if (!m_address.keepsSession) {
        add(m_log.connected());
    } else if (!m_hasSession) {
        add(m_log.connected(u"the broker has not kept the session: what was published meanwhile is missing here"_s));
    } else {
        add(m_log.connected(u"the broker has kept the session: nothing of quality of service 1 or 2 is missing, it "
                            "follows now"_s));
        if (isFirst)
            addInformation(u"%1 has kept the session “%2”: what was published meanwhile follows"_s.arg(
                m_address.where(), QString::fromUtf8(m_address.clientId)));
    }
    if (isFirst && !m_address.isEncrypted && !m_credentials.password.isEmpty() && !isLoopback(m_address.host)) {
        addInformation(
            u"The password went to %1 unencrypted: use mqtts:// if the broker offers it"_s.arg(m_address.where()));
    }
}

quint64 MqttInbox::arrived(const mosquitto_message &message, const mosquitto_property *properties)
{
    if (message.retain && !m_address.wantsRetained)
        return m_count; // not asked for; MQTT 3.1.1 cannot say so to the broker
    const size_t before = m_records.size();
    m_reader.append(message, properties, m_records);
    for (size_t i = before; i < m_records.size(); ++i)
        m_bytes += m_records[i].footprint();
    m_count += m_records.size() - before;
    return m_count;
}

void MqttInbox::addSent(const QByteArray &topic, const QByteArray &payload)
{
    if (isHeard(topic, m_address.filters))
        return;
    Record record;
    record.received = nowMicros();
    record.subject = topic;
    record.text = validUtf8(payload);
    FieldsBuilder fields;
    fields.add("sent", qint64(1));
    record.fields = fields.take();
    add(std::move(record));
}

} // namespace livebelt
