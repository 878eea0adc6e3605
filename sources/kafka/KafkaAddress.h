// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

/// How one gets to a cluster of Kafka. A value; the kind `kafka` and whoever writes.
struct KafkaPlace
{
    QStringList brokers; ///< "host:port", at least one: the way to the others
    bool isEncrypted = false;
    QString user;      ///< empty: nobody logs in
    QString mechanism; ///< of the login: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512
    NetworkOptions network;

    QString where() const; ///< "host:port", for people
    static Result<KafkaPlace> from(const FeedAddress &address, const Credentials &credentials);
    static QList<FeedParameter> parameters();
};

/// What an address of the kind kafka says: kafka[s]://[user@]host[:port]/topic?group=NAME&from=new|all|time:T
/// &broker=HOST:PORT&sasl=plain|scram-sha-256|scram-sha-512
struct KafkaAddress
{
    enum class Start { New, All, Time };

    KafkaPlace place;
    QByteArray topic;
    QByteArray group; ///< empty: all partitions, alone
    Start start = Start::New;
    qint64 startTime = 0; ///< milliseconds since 1970 UTC
    ParserOptions parser;

    /// Fails with a sentence that says which part is wrong.
    static Result<KafkaAddress> from(const FeedAddress &address, const Credentials &credentials = {});
};

} // namespace livebelt
