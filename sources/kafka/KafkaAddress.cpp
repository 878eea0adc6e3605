// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/kafka/KafkaAddress.h"

#include "sources/feed/Parameters.h"

#include <QDateTime>
#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 usualPort = 9092;

QString written(const QString &host, int port)
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

Result<void> readStart(const QString &text, KafkaAddress &result)
{
    if (text == u"new" || text == u"all") {
        result.start = text == u"new" ? KafkaAddress::Start::New : KafkaAddress::Start::All;
        return {};
    }
    const QDateTime time = QDateTime::fromString(text.sliced(text.indexOf(u':') + 1), Qt::ISODateWithMs);
    if (!text.startsWith(u"time:") || !time.isValid())
        return Failure{u"from is new, all or time:T (2026-11-22T12:30:00Z), not “%1”"_s.arg(text)};
    result.start = KafkaAddress::Start::Time;
    result.startTime = time.toMSecsSinceEpoch();
    return {};
}

} // namespace

QString KafkaPlace::where() const
{
    const QString more = brokers.size() > 1 ? u" and %1 more"_s.arg(brokers.size() - 1) : QString();
    return brokers.value(0) + more;
}

Result<KafkaPlace> KafkaPlace::from(const FeedAddress &address, const Credentials &credentials)
{
    KafkaPlace place;
    place.isEncrypted = address.scheme() == u"kafkas";
    if (address.host().isEmpty())
        return Failure{u"The address names no broker: give one like kafka://localhost/readings"_s};
    if (address.port(usualPort) == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(usualPort)};
    place.brokers.append(written(address.host(), address.port(usualPort)));
    const QStringList others = address.queries(u"broker"_s);
    for (const QString &other : others) {
        const QUrl url(u"kafka://"_s + other);
        if (!url.isValid() || url.host().isEmpty() || !url.path().isEmpty() || !url.userInfo().isEmpty())
            return Failure{u"broker is another broker of the cluster, HOST or HOST:PORT, not “%1”"_s.arg(other)};
        place.brokers.append(written(url.host(), url.port(usualPort)));
    }
    place.user = credentials.user.isEmpty() ? address.user() : credentials.user;
    place.mechanism = address.query(u"sasl"_s, u"plain"_s).toUpper();
    if (!QStringList{u"PLAIN"_s, u"SCRAM-SHA-256"_s, u"SCRAM-SHA-512"_s}.contains(place.mechanism))
        return Failure{u"sasl is plain, scram-sha-256 or scram-sha-512, not “%1”"_s.arg(address.query(u"sasl"_s))};
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    place.network = *network;
    return place;
}

QList<FeedParameter> KafkaPlace::parameters()
{
    return Parameters()
        .host("Broker", "The name of any broker of the cluster.")
        .required()
        .port("Port", "9092 unless the broker says otherwise.")
        .fallback("9092")
        .text(
            "broker", "Another broker",
            "Of the same cluster, as HOST or HOST:PORT, for when the first one is away; it can be given several times.")
        .repeated()
        .user("User name", "Where the cluster wants a login.")
        .password("Password", "Of that user.")
        .choice("sasl", "How to log in", "What the cluster takes.", {"plain", "scram-sha-256", "scram-sha-512"})
        .fallback("plain")
        .with(NetworkOptions::tlsParameters());
}

Result<KafkaAddress> KafkaAddress::from(const FeedAddress &address, const Credentials &credentials)
{
    static const QRegularExpression name(u"^[A-Za-z0-9._-]{1,249}$"_s);
    KafkaAddress result;
    Result<KafkaPlace> place = KafkaPlace::from(address, credentials);
    if (!place)
        return Failure{place.error()};
    result.place = *std::move(place);
    if (!name.match(address.path()).hasMatch()) {
        return Failure{
            address.path().isEmpty()
                ? u"The address names no topic: give one, as in kafka://localhost/readings"_s
                : u"“%1” is no topic: letters, digits, points, dashes and underscores"_s.arg(address.path())};
    }
    result.topic = address.path().toUtf8();
    result.group = address.query(u"group"_s).toUtf8();
    if (const Result<void> start = readStart(address.query(u"from"_s, u"new"_s), result); !start)
        return Failure{start.error()};
    if (!result.group.isEmpty() && result.start == Start::Time)
        return Failure{u"A group begins with what is new or with all: from=time: is for reading alone"_s};
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *std::move(parser);
    result.parser.isMixed = true;
    return result;
}

} // namespace livebelt
