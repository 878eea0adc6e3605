// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttAddress.h"

#include <memory>

struct mosquitto;

namespace livebelt {

struct MqttHandleEnd
{
    void operator()(mosquitto *handle) const;
};
/// A client of libmosquitto.
using MqttHandle = std::unique_ptr<mosquitto, MqttHandleEnd>;

/// One with all that the address and the credentials say of it, and no callbacks yet, which get client; nothing where
/// the client identifier is not valid.
MqttHandle makeHandle(const MqttAddress &address, const Credentials &credentials, void *client);

} // namespace livebelt
