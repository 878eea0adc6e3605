// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttTransport.h"

#include "sources/mqtt/MqttSocket.h"
#include "sources/mqtt/MqttWebSocket.h"

namespace livebelt {

std::unique_ptr<MqttTransport> MqttTransport::make(const MqttAddress &address)
{
    if (address.isWebSocket)
        return std::make_unique<MqttWebSocket>(address);
    return std::make_unique<MqttSocket>(address);
}

} // namespace livebelt
