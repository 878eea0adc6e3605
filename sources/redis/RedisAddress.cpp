// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis/RedisAddress.h"

#include "sources/feed/Parameters.h"

namespace livebelt {

using namespace Qt::StringLiterals;

std::optional<RedisId> RedisId::from(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    bool isTime = false, isNumber = true;
    RedisId id;
    id.time = text.first(dash < 0 ? text.size() : dash).toByteArray().toULongLong(&isTime);
    if (dash >= 0)
        id.number = text.sliced(dash + 1).toByteArray().toULongLong(&isNumber);
    return isTime && isNumber ? std::optional(id) : std::nullopt;
}

QString RedisPlace::where() const
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

Result<RedisPlace> RedisPlace::from(const FeedAddress &address, const Credentials &credentials)
{
    RedisPlace place;
    place.isEncrypted = address.scheme() == u"rediss";
    place.host = address.host();
    place.port = address.port(6379);
    place.user = credentials.user.isEmpty() ? address.user() : credentials.user;
    if (place.host.isEmpty())
        return Failure{u"The address names no server: give one like redis://localhost/readings"_s};
    if (place.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for 6379"_s};
    const QString database = address.query(u"db"_s, u"0"_s);
    bool isNumber = false;
    place.database = database.toInt(&isNumber);
    if (!isNumber || place.database < 0)
        return Failure{u"db is the number of a database, 0 or more, not “%1”"_s.arg(database)};
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    place.network = *network;
    return place;
}

QList<FeedParameter> RedisPlace::parameters()
{
    return Parameters()
        .host("Server", "The server's name.")
        .required()
        .port("Port", "6379 unless the server says otherwise.")
        .fallback("6379")
        .user("User name", "Where there is one beside the default one.")
        .password("Password", "Where the server wants one.")
        .number("db", "Database", "Its number.")
        .fallback("0")
        .with(NetworkOptions::tlsParameters())
        .with(NetworkOptions::proxyParameters());
}

Result<RedisAddress> RedisAddress::read(const FeedAddress &address, const Credentials &credentials)
{
    RedisAddress result;
    Result<RedisPlace> place = RedisPlace::from(address, credentials);
    if (!place)
        return Failure{place.error()};
    result.place = *std::move(place);
    result.stream = address.path().toUtf8();
    if (result.stream.isEmpty())
        return Failure{u"The address names no stream: give its key, as in redis://localhost/readings"_s};
    result.group = address.query(u"group"_s).toUtf8();
    result.consumer = address.query(u"consumer"_s, u"livebelt"_s).toUtf8();
    if (result.group.isEmpty() && address.hasQuery(u"consumer"_s))
        return Failure{u"A consumer is one of a group: add group=NAME"_s};
    const QString from = address.query(u"from"_s, u"new"_s);
    if (from == u"new")
        result.from = "$";
    else if (from == u"all")
        result.from = "0";
    else if (RedisId::from(from.toLatin1()))
        result.from = from.toLatin1();
    else
        return Failure{u"from is new, all, or the id of an entry such as 1700000000000-0, not “%1”"_s.arg(from)};
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *std::move(parser);
    result.parser.isMixed = true;
    return result;
}

} // namespace livebelt
