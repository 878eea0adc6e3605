// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"

#include <QByteArrayList>
#include <memory>
#include <optional>

namespace livebelt {

/// What comes of one message of the server.
struct Heard
{
    std::optional<QByteArray> shown; ///< what is a record; nothing for what the protocol says for itself
    QByteArray subject{};            ///< of that record, where its content has none
    QByteArrayList answers{};        ///< to be sent now, in this order
    std::optional<Ending> ending{};  ///< it is over
    /// From now on, so often a ping is to be sent.
    std::optional<std::chrono::milliseconds> pingEvery{};
};

/// What is spoken over one WebSocket: when the first messages are said, what is answered, and what is shown.
class Conversation
{
public:
    Conversation() = default;
    Conversation(const Conversation &) = delete;
    Conversation &operator=(const Conversation &) = delete;
    virtual ~Conversation() = default;

    /// To be sent as soon as the connection is open.
    virtual QByteArrayList begin() = 0;
    /// message may be taken away.
    virtual Heard hear(QByteArray &message, bool isText) = 0;
    /// What is sent for Heard::pingEvery.
    virtual QByteArray ping() const { return {}; }
};

/// Messages that mean nothing but themselves.
class PlainConversation final : public Conversation
{
public:
    explicit PlainConversation(QByteArrayList first) : m_first(std::move(first)) {}
    QByteArrayList begin() override { return m_first; }
    Heard hear(QByteArray &message, bool) override { return {std::move(message)}; }

private:
    const QByteArrayList m_first;
};

} // namespace livebelt
