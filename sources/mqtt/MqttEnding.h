// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/mqtt/MqttAddress.h"

#include <QList>
#include <QSslError>

namespace livebelt {

/// Why a connection to a broker ended, or did not come about.
struct MqttEnding
{
    QString why;              ///< one sentence without a full stop, for people
    bool isHopeless = false;  ///< trying again cannot help before the person has changed something
    bool isUnreached = false; ///< nothing was there: another address of the host may do better

    static MqttEnding unreached(int systemError, const MqttAddress &address);
    static MqttEnding timedOut(const MqttAddress &address, bool isReached);
    /// code: of the CONNACK (MQTT 3.1.1, table 3.1; MQTT 5, table 3-1).
    static MqttEnding refused(int code, const MqttAddress &address, const QString &user);
    /// code: what libmosquitto's on_disconnect or a loop function gave.
    static MqttEnding lost(int code, int systemError, const MqttAddress &address, const QList<QSslError> &tls);
    /// The broker granted none of the subscriptions.
    static MqttEnding unsubscribed(int code, const MqttAddress &address);
};

/// Why the broker refused one topic filter; code: of the SUBACK.
QString subscriptionRefusal(int code, const QByteArray &filter, const MqttAddress &address);

} // namespace livebelt
