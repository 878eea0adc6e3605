// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Event.h>

#include <map>
#include <memory>
#include <optional>

namespace livebelt {

/// What the broker has said of one message that was sent: kept by who waits for it, too.
struct MqttReceipt
{
    static constexpr int lost = -1; ///< the connection ended before

    async::Event settled;
    std::optional<int> code; ///< 0, from 0x80 on why not (MQTT 5, table 3-4), or lost
};

/// The messages of one connection that the broker has not confirmed yet.
class MqttReceipts
{
public:
    MqttReceipts() = default;
    MqttReceipts(const MqttReceipts &) = delete;
    MqttReceipts &operator=(const MqttReceipts &) = delete;
    ~MqttReceipts()
    {
        for (const auto &[identifier, receipt] : m_open)
            settle(*receipt, MqttReceipt::lost);
    }

    std::shared_ptr<MqttReceipt> open(int identifier)
    {
        return m_open.insert_or_assign(identifier, std::make_shared<MqttReceipt>()).first->second;
    }
    void settle(int identifier, int code)
    {
        if (const auto found = m_open.extract(identifier))
            settle(*found.mapped(), code);
    }

private:
    static void settle(MqttReceipt &receipt, int code)
    {
        receipt.code = code;
        receipt.settled.set();
    }
    std::map<int, std::shared_ptr<MqttReceipt>> m_open;
};

} // namespace livebelt
