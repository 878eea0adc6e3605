// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/parse/ParserOptions.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace livebelt {

/// What the broker says to others when the connection breaks (MQTT 5, section 3.1.2.5).
struct MqttWill
{
    QByteArray topic; ///< empty: nothing
    QByteArray payload;
    int qos = 0;
    bool isRetained = false;
};

/// What an address of the kind mqtt says:
///
///     mqtt[s][+ws]://[user@]host[:port]/topic/filter/%23?qos=1&version=5&topic=another/%2B&share=GROUP
///         &session=NAME&session-expiry=SECONDS&will-topic=TOPIC&will=TEXT&ca=FILE&cert=FILE&key=FILE&proxy=URL
///
/// Without a topic it is "#", everything.
struct MqttAddress
{
    enum class Version { V311, V5 };

    QString host;
    quint16 port = 1883;
    bool isEncrypted = false;
    bool isWebSocket = false;
    QString webSocketPath;     ///< of the WebSocket, with its slash
    QList<QByteArray> filters; ///< topic filters (MQTT 5, section 4.7), valid ones, at least one, with $share/GROUP/
    int qos = 0;               ///< 0, 1 or 2
    Version version = Version::V311;
    QString user;
    QByteArray clientId;        ///< empty: the broker's choice
    bool keepsSession = false;  ///< the broker keeps what comes while we are away; there is a clientId then
    quint32 sessionSeconds = 0; ///< for how long; MQTT 5
    MqttWill will;
    bool sendsRetained = false; ///< what is sent from here is kept for newcomers
    bool wantsRetained = true;
    ParserOptions parser; ///< how payloads are read
    NetworkOptions network;

    QString where() const;       ///< "host:port", for people
    QUrl webSocketUrl() const;   ///< of the WebSocket that carries MQTT (MQTT 5, section 6)
    QByteArray ownTopic() const; ///< where a message goes that names no topic: the first filter without a wildcard

    /// Fails with a sentence that says which part is wrong.
    static Result<MqttAddress> from(const FeedAddress &address, const Credentials &credentials = {});
};

/// The filter itself, without the group it is shared in ("$share/GROUP/", MQTT 5, section 4.8.2).
QByteArrayView withoutShare(QByteArrayView filter);

} // namespace livebelt
