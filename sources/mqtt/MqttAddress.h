// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"

#include <QByteArray>
#include <QList>

namespace livebelt {

/// What an address of the kind mqtt says:
///
///     mqtt[s]://[user@]host[:port]/topic/filter/%23?qos=0&version=3.1.1&topic=another/%2B&ca=FILE&clientid=ID
///
/// Without a topic it is "#", everything.
struct MqttAddress
{
    enum class Version { V311, V5 };

    QString host;
    quint16 port = 1883;
    bool isEncrypted = false;
    QList<QByteArray> filters; ///< topic filters (MQTT 5, section 4.7), valid ones, at least one
    int qos = 0;               ///< 0, 1 or 2
    Version version = Version::V311;
    QString user;
    QByteArray clientId; ///< empty: the broker's choice
    QString caFile;      ///< PEM; empty: the authorities the system trusts
    bool wantsRetained = true;
    bool splitsNumbers = true; ///< each of several numbers in a JSON object becomes a measurement of its own

    QString where() const; ///< "host:port", for people

    /// Fails with a sentence that says which part is wrong.
    static Result<MqttAddress> from(const FeedAddress &address);
};

} // namespace livebelt
