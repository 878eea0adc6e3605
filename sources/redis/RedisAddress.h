// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/parse/ParserOptions.h"

namespace livebelt {

/// How one gets to a Redis server. A value; the kind `redis` and whoever writes.
struct RedisPlace
{
    QString host;
    quint16 port = 6379;
    bool isEncrypted = false;
    QString user; ///< empty: the default one
    int database = 0;
    NetworkOptions network;

    QString where() const; ///< "host:port", for people
    static Result<RedisPlace> from(const FeedAddress &address, const Credentials &credentials);
    static QList<FeedParameter> parameters();
};

/// What an address of the kind redis says:
/// redis[s]://[user@]host[:port]/stream?group=NAME&consumer=NAME&from=new|all|ID &db=0
struct RedisAddress
{
    RedisPlace place;
    QByteArray stream;   ///< its key
    QByteArray group;    ///< the consumer group it reads in; empty: alone
    QByteArray consumer; ///< its name there
    QByteArray from;     ///< of a stream, or a group, that has not been read before: "$", "0", or an entry's id
    ParserOptions parser;

    /// Fails with a sentence that says which part is wrong.
    static Result<RedisAddress> read(const FeedAddress &address, const Credentials &credentials = {});
};

/// The id of an entry of a stream, "1700000000000-5"; they are ordered as they came.
struct RedisId
{
    quint64 time = 0, number = 0;
    static std::optional<RedisId> from(QByteArrayView text);
    friend auto operator<=>(const RedisId &, const RedisId &) = default;
};

} // namespace livebelt
