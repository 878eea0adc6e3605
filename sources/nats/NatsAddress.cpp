// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsAddress.h"

#include "model/records/Timestamp.h"
#include "sources/feed/Parameters.h"

#include <QDateTime>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 usualPort = 4222;

/// Of streams and consumers.
bool isName(QByteArrayView name)
{
    const auto isGood = [](char c) {
        return static_cast<unsigned char>(c) > ' ' && !QByteArrayView(".*>/\\").contains(c);
    };
    return !name.isEmpty() && name.size() <= 255 && std::all_of(name.begin(), name.end(), isGood);
}

Result<void> readName(const FeedAddress &address, const QString &option, QByteArray &name)
{
    name = address.query(option).toUtf8();
    if (name.isEmpty() || isName(name))
        return {};
    return Failure{
        u"%1 is a name without blanks, points, slashes, * and >, not “%2”"_s.arg(option, QString::fromUtf8(name))};
}

Result<bool> flag(const FeedAddress &address, const QString &name)
{
    const QString text = address.query(name, u"0"_s);
    if (text == u"1" || text == u"0")
        return text == u"1";
    return Failure{u"%1 is 1 or 0, not “%2”"_s.arg(name, text)};
}

Result<void> readSubjects(const FeedAddress &address, NatsAddress &result)
{
    QStringList subjects = address.queries(u"subject"_s);
    if (!address.path().isEmpty())
        subjects.prepend(address.path());
    if (subjects.isEmpty() && result.stream.isEmpty())
        subjects.append(u">"_s);
    if (subjects.size() > 1 && !result.stream.isEmpty())
        return Failure{u"Of a stream one subject can be chosen, such as lab.>: leave the others out"_s};
    for (const QString &subject : std::as_const(subjects)) {
        if (!isNatsSubject(subject.toUtf8(), true)) {
            return Failure{u"“%1” is no subject: words with points between, where * stands for one word and > for all "
                           "that follow, as in lab.*.temperature or lab.>"_s.arg(subject)};
        }
        result.subjects.append(subject.toUtf8());
    }
    return {};
}

Result<void> readStart(const FeedAddress &address, NatsAddress &result)
{
    const QString text = address.query(u"from"_s, u"new"_s);
    if (text == u"new" || text == u"all") {
        result.start = text == u"new" ? NatsAddress::Start::New : NatsAddress::Start::All;
        return {};
    }
    bool isRight = false;
    if (text.startsWith(u"seq:")) {
        result.start = NatsAddress::Start::Seq;
        result.startSeq = text.sliced(4).toULongLong(&isRight);
        isRight = isRight && result.startSeq > 0;
    } else if (text.startsWith(u"time:")) {
        result.start = NatsAddress::Start::Time;
        QDateTime time = QDateTime::fromString(text.sliced(5), Qt::ISODateWithMs);
        isRight = time.isValid();
        result.startTime = time.toMSecsSinceEpoch() * 1000;
    }
    if (isRight)
        return {};
    return Failure{u"from is new, all, seq:N or time:T (2026-11-22T12:30:00Z), not “%1”"_s.arg(text)};
}

Result<void> readStream(const FeedAddress &address, NatsAddress &result)
{
    for (const auto &[option, name] : {std::pair(u"stream"_s, &result.stream), std::pair(u"durable"_s, &result.durable),
                                       std::pair(u"queue"_s, &result.queue)}) {
        if (const Result<void> read = readName(address, option, *name); !read)
            return read;
    }
    const Result<bool> shared = flag(address, u"shared"_s);
    if (!shared)
        return Failure{shared.error()};
    result.isShared = *shared;
    if (result.stream.isEmpty() && (!result.durable.isEmpty() || address.hasQuery(u"from"_s) || result.isShared))
        return Failure{u"durable, from and shared are about a stream: add stream=NAME"_s};
    if (!result.stream.isEmpty() && !result.queue.isEmpty())
        return Failure{u"A queue group is for plain subjects; those who read a stream together take "
                       "durable=NAME&shared=1"_s};
    if (result.isShared && result.durable.isEmpty())
        return Failure{u"A consumer that is shared has a name: add durable=NAME"_s};
    return readStart(address, result);
}

} // namespace

bool isNatsSubject(QByteArrayView subject, bool mayHaveWildcards)
{
    const QList<QByteArray> words = subject.toByteArray().split('.');
    for (const QByteArray &word : words) {
        const bool isWildcard = word == "*" || (word == ">" && &word == &words.constLast());
        const auto isBad = [](char c) {
            const auto u = static_cast<unsigned char>(c);
            return u <= ' ' || u == 0x7f;
        };
        if (word.isEmpty() || std::any_of(word.begin(), word.end(), isBad) || word == ">" || word == "*") {
            if (!isWildcard || !mayHaveWildcards)
                return false;
        }
    }
    return true;
}

QString NatsPlace::where() const
{
    const QString more = servers.size() > 1 ? u" and %1 more"_s.arg(servers.size() - 1) : QString();
    return servers.value(0) + more;
}

Result<NatsPlace> NatsPlace::from(const FeedAddress &address, const Credentials &credentials)
{
    NatsPlace place;
    place.isEncrypted = address.scheme() == u"natss";
    if (address.host().isEmpty())
        return Failure{u"The address names no server: give one like nats://localhost/lab.>"_s};
    const auto written = [](const QString &host, int port) {
        return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
    };
    if (address.port(usualPort) == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(usualPort)};
    place.servers.append(written(address.host(), address.port(usualPort)));
    const QStringList others = address.queries(u"server"_s);
    for (const QString &other : others) {
        const QUrl url(u"nats://"_s + other);
        if (!url.isValid() || url.host().isEmpty() || !url.path().isEmpty() || !url.userInfo().isEmpty() ||
            url.port() == 0)
            return Failure{u"server is another server of the cluster, HOST or HOST:PORT, not “%1”"_s.arg(other)};
        place.servers.append(written(url.host(), url.port(usualPort)));
    }
    place.user = credentials.user.isEmpty() ? address.user() : credentials.user;
    place.credentialsFile = address.query(u"creds"_s);
    place.seedFile = address.query(u"seed"_s);
    place.identity = address.query(u"nkey"_s).toLatin1();
    if (!place.identity.isEmpty() && !place.identity.startsWith('U'))
        return Failure{u"nkey is the public part of a user's nkey, which begins with U"_s};
    if (place.identity.isEmpty() && !place.seedFile.isEmpty())
        return Failure{u"A seed belongs to an nkey: add nkey=, its public part"_s};
    const Result<NetworkOptions> network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    place.network = *network;
    return place;
}

QList<FeedParameter> NatsPlace::parameters()
{
    return Parameters()
        .host("Server", "The server's name; of a cluster, any of them.")
        .required()
        .port("Port", "4222 unless the server says otherwise.")
        .fallback("4222")
        .text(
            "server", "Another server",
            "Of the same cluster, as HOST or HOST:PORT, for when the first one is away; it can be given several times.")
        .repeated()
        .user("User name", "Where there is one; without, the password is a token.")
        .password("Password or token", "Where the server wants one; with nkey, the seed.")
        .text("creds", "Credentials file", "A user's JWT and seed, as nsc writes them.")
        .text("nkey", "NKey", "Its public part, which begins with U.")
        .text("seed", "Seed file", "The secret part of the NKey; the password, where no file is given.")
        .text("ca", "Authorities", "PEM file of the certificate authorities to trust in place of the system's.")
        .text("cert", "Client certificate", "PEM file of the certificate to show, with its chain.")
        .text("key", "Its key", "PEM file of its private key, where that is not in the same file.");
}

QByteArray NatsAddress::ownSubject() const
{
    for (const QByteArray &subject : subjects) {
        if (isNatsSubject(subject, false))
            return subject;
    }
    return {};
}

Result<NatsAddress> NatsAddress::from(const FeedAddress &address, const Credentials &credentials)
{
    NatsAddress result;
    Result<NatsPlace> place = NatsPlace::from(address, credentials);
    if (!place)
        return Failure{place.error()};
    result.place = *std::move(place);
    for (const auto read : {&readStream, &readSubjects}) {
        if (const Result<void> done = read(address, result); !done)
            return Failure{done.error()};
    }
    const QString sends = address.query(u"send"_s, u"publish"_s);
    if (sends != u"publish" && sends != u"request")
        return Failure{u"send is publish or request, not “%1”"_s.arg(sends)};
    result.requests = sends == u"request";
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    result.parser = *std::move(parser);
    result.parser.isMixed = true;
    return result;
}

} // namespace livebelt
