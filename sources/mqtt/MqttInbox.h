// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ConnectionLog.h"
#include "sources/mqtt/MqttClient.h"
#include "sources/mqtt/MqttMessage.h"

namespace livebelt {

/// Turns what the connections of one feed tell, one connection after the other, into records, and keeps them until they
/// are taken.
class MqttInbox final : public MqttClient::Listener
{
public:
    /// Both outlive it.
    MqttInbox(const MqttAddress &address, const Credentials &credentials);

    ConnectionLog &log() { return m_log; }
    void add(Record record);
    /// Leaves it empty.
    Records take();
    /// What was taken just now and could not be handed on.
    void putBack(Records records) { m_records = std::move(records); }
    bool isEmpty() const { return m_records.empty(); }
    /// Set when the broker lets us read nothing of what we asked for.
    const std::optional<MqttEnding> &refusal() const { return m_refusal; }

    void subscribed(std::span<const int> granted) override;
    void arrived(const mosquitto_message &message, const mqtt5__property *properties) override;
    bool isFull() const override;

private:
    void addInformation(const QString &text);

    const MqttAddress &m_address;
    const Credentials &m_credentials;
    ConnectionLog m_log;
    MqttMessageReader m_reader;
    Records m_records;
    qsizetype m_bytes = 0;
    std::optional<MqttEnding> m_refusal;
    bool m_hasWarned = false;
};

} // namespace livebelt
