// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttInbox.h"

#include "model/records/Notice.h"

#include <algorithm>
#include <mosquitto.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int refused = 0x80;
constexpr size_t fullCount = 256;
constexpr qsizetype fullBytes = 1 << 20;

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

MqttInbox::MqttInbox(const MqttAddress &address, const Credentials &credentials)
    : m_address(address), m_credentials(credentials), m_log(address.where()), m_reader(address.splitsNumbers)
{
}

void MqttInbox::add(Record record)
{
    m_bytes += record.footprint();
    m_records.push_back(std::move(record));
}

Records MqttInbox::take()
{
    m_bytes = 0;
    return std::exchange(m_records, {});
}

bool MqttInbox::isFull() const
{
    return m_records.size() >= fullCount || m_bytes >= fullBytes;
}

void MqttInbox::addInformation(const QString &text)
{
    add(makeNotice(NoticeType::Information, text.toUtf8()));
}

void MqttInbox::subscribed(std::span<const int> granted)
{
    const size_t count = std::min(granted.size(), size_t(m_address.filters.size()));
    if (std::all_of(granted.begin(), granted.end(), [](int code) { return code >= refused; })) {
        m_refusal = MqttEnding::unsubscribed(granted.empty() ? refused : granted.front(), m_address);
        return;
    }
    add(m_log.connected());
    for (size_t i = 0; i < count; ++i) {
        const QByteArray &filter = m_address.filters.at(qsizetype(i));
        if (granted[i] >= refused) {
            addInformation(subscriptionRefusal(granted[i], filter, m_address));
        } else if (granted[i] < m_address.qos) {
            addInformation(u"%1 delivers “%2” with quality of service %3 at most"_s.arg(
                m_address.where(), QString::fromUtf8(filter), QString::number(granted[i])));
        }
    }
    if (!m_address.isEncrypted && !m_credentials.password.isEmpty() && !isLoopback(m_address.host) && !m_hasWarned) {
        m_hasWarned = true;
        addInformation(
            u"The password went to %1 unencrypted: use mqtts:// if the broker offers it"_s.arg(m_address.where()));
    }
}

void MqttInbox::arrived(const mosquitto_message &message, const mosquitto_property *properties)
{
    if (message.retain && !m_address.wantsRetained)
        return; // not asked for; MQTT 3.1.1 cannot say so to the broker
    const size_t before = m_records.size();
    m_reader.append(message, properties, m_records);
    for (size_t i = before; i < m_records.size(); ++i)
        m_bytes += m_records[i].footprint();
}

} // namespace livebelt
