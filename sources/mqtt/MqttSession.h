// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <unordered_set>

namespace livebelt {

/// What a feed keeps of its session with the broker from one connection to the next. A plain value.
struct MqttSession
{
    /// Messages of QoS 2 that have been handed over and that the broker has not released yet (MQTT 5, section 4.3.3):
    /// it may send them once more.
    std::unordered_set<quint16> unreleased;
    bool isSubscribed = false; ///< the broker has our subscriptions
};

} // namespace livebelt
