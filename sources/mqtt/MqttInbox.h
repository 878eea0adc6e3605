// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/ConnectionLog.h"
#include "sources/mqtt/MqttClient.h"
#include "sources/mqtt/MqttMessage.h"
#include "sources/mqtt/MqttReceipts.h"

namespace livebelt {

/// Turns what one connection tells into records, and keeps them until they are taken: 1 MB, and then it is full.
class MqttInbox final : public MqttClient::Listener
{
public:
    /// All of these outlive it.
    MqttInbox(const MqttAddress &address, const Credentials &credentials, ConnectionLog &log);

    void add(Record record);
    /// Hands over all it has, in exchange for an empty list.
    void takeInto(Records &records);
    bool isEmpty() const { return m_records.empty(); }
    /// Set when the broker lets us read nothing of what we asked for.
    const std::optional<Ending> &refusal() const { return m_refusal; }
    /// Who waits for the broker to have taken a message.
    MqttReceipts &receipts() { return m_receipts; }
    /// Shows a message that was sent from here, where the broker will not send it back to us.
    void addSent(const QByteArray &topic, const QByteArray &payload);

    void welcomed(bool hasSession) override;
    void subscribed(std::span<const int> granted) override;
    quint64 arrived(const mosquitto_message &message, const mqtt5__property *properties) override;
    void published(int identifier, int code) override { m_receipts.settle(identifier, code); }
    bool isFull() const override;

private:
    void addInformation(const QString &text);
    void addConnected();

    const MqttAddress &m_address;
    const Credentials &m_credentials;
    ConnectionLog &m_log;
    MqttMessageReader m_reader;
    MqttReceipts m_receipts;
    Records m_records;
    qsizetype m_bytes = 0;
    quint64 m_count = 0; ///< of all records so far
    std::optional<Ending> m_refusal;
    bool m_hasSession = false; ///< the broker had kept it
};

} // namespace livebelt
