// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/mqtt/MqttAddress.h"

namespace livebelt {

/// Why a connection to a broker ended, or did not come about, in words.
struct MqttEnding
{
    /// isReached: a connection was there, and no welcome came.
    static Ending timedOut(const MqttAddress &address, bool isReached);
    /// code: of the CONNACK (MQTT 3.1.1, table 3.1; MQTT 5, table 3-1).
    static Ending refused(int code, const MqttAddress &address, const QString &user);
    /// code: what libmosquitto's on_disconnect or a loop function gave.
    static Ending lost(int code, const MqttAddress &address);
    /// The broker granted none of the subscriptions.
    static Ending unsubscribed(int code, const MqttAddress &address);
};

/// Why the broker refused one topic filter; code: of the SUBACK.
QString subscriptionRefusal(int code, QByteArrayView filter, const MqttAddress &address);

/// Why the broker did not take a message; code: of the PUBACK or PUBREC (MQTT 5, table 3-4).
QString publishRefusal(int code, const QByteArray &topic, const MqttAddress &address);

} // namespace livebelt
