// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BareReader.h"
#include "tests/bench/Floods.h"
#include "tests/bench/feeds/FeedBench.h"
#include "tests/bench/feeds/FeedServers.h"
#include "tests/bench/feeds/PlainQt.h"
#include "tests/sql/PostgresServer.h"

#include <QCoreApplication>
#include <QUrl>
#include <cstdio>

using namespace livebelt;
using namespace livebelt::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3;

QString self()
{
    return QCoreApplication::applicationFilePath();
}

/// A shell's head, so that a client which never ends does.
QStringList firstLines(const QString &command, int items)
{
    return {u"sh"_s, u"-c"_s, u"%1 | head -n %2"_s.arg(command).arg(items)};
}

void benchStreams(int items)
{
    const FeedServers servers(items);
    const QString http = u"http://127.0.0.1:%1/items"_s.arg(servers.httpPort());
    const QString webSocket = u"ws://127.0.0.1:%1/"_s.arg(servers.webSocketPort());
    const QString tcp = QString::number(servers.tcpPort()), count = QString::number(items);
    const std::vector<FeedCase> cases{
        {u"sse"_s, u"curl -N"_s, {u"curl"_s, u"-sN"_s, http + u".sse"_s}, u"sse+%1.sse"_s.arg(http), items},
        {u"ndjson"_s, u"curl -N"_s, {u"curl"_s, u"-sN"_s, http + u".ndjson"_s}, u"ndjson+%1.ndjson"_s.arg(http), items},
        {u"websocket"_s, u"bare Qt"_s, {self(), u"--websocket"_s, webSocket, count}, webSocket, items},
        {u"tcp"_s,
         u"nc"_s,
         {u"nc"_s, u"-d"_s, u"127.0.0.1"_s, tcp},
         u"tcp://127.0.0.1:%1?parse=text"_s.arg(tcp),
         items},
        {u"unix"_s,
         u"nc -U"_s,
         {u"nc"_s, u"-dU"_s, servers.socket()},
         u"unix:%1?parse=text"_s.arg(servers.socket()),
         items},
        {u"file"_s, u"tail -F"_s, firstLines(u"tail -n +1 -F "_s + servers.textLines(), items),
         u"file:%1?from=start&parse=text"_s.arg(servers.textLines()), items},
        {u"exec"_s,
         u"sh, cat"_s,
         {u"sh"_s, u"-c"_s, u"cat "_s + servers.textLines() + u" | cat"_s},
         u"exec:cat %1?parse=text"_s.arg(servers.textLines()),
         items},
    };
    for (const FeedCase &one : cases)
        measure(one, runs);
}

void benchIrc(int items)
{
    IrcFlood flood;
    if (!flood.start())
        qFatal("inspircd does not run");
    const QString port = QString::number(flood.port());
    FeedCase chat{u"irc"_s,
                  u"bare read()"_s,
                  {self(), u"--irc"_s, port, QString::number(items)},
                  u"irc://127.0.0.1:%1/%23flood?nick=reader"_s.replace(u"%1"_s, port),
                  items};
    chat.prepare = [&flood] { flood.prepare(); };
    chat.send = [&flood, items] {
        flood.waitForReader();
        flood.send(items);
    };
    measure(chat, runs);
}

void benchMqtt(int items)
{
    MqttFlood flood;
    if (!flood.start())
        qFatal("mosquitto does not run");
    const QString port = QString::number(flood.port());
    FeedCase sensors{u"mqtt"_s,
                     u"mosquitto_sub"_s,
                     {u"mosquitto_sub"_s, u"-p"_s, port, u"-t"_s, u"bench/a"_s, u"-C"_s, QString::number(items)},
                     u"mqtt://127.0.0.1:%1/bench/a"_s.arg(port),
                     items};
    sensors.send = [&flood, items] {
        flood.waitForReader();
        flood.send(items);
    };
    measure(sensors, runs);
}

void benchPostgres(int items)
{
    test::PostgresServer server;
    if (!server.start())
        qFatal("%s", server.error());
    const QString query = u"SELECT g AS n, 20 + g %% 1000 / 100.0 AS value, 'lab/a' AS sensor "
                          "FROM generate_series(1, %1) g"_s.replace(u"%%"_s, u"%"_s)
                              .arg(items);
    const QByteArray password = test::PostgresServer::credentials().password.toUtf8();
    qputenv("PGPASSWORD", password);
    qputenv("LIVEBELT_PASSWORD", password);
    FeedCase rows{u"postgresql"_s,
                  u"psql"_s,
                  {u"psql"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(server.port()), u"-U"_s, u"tester"_s,
                   u"-d"_s, u"postgres"_s, u"-At"_s, u"-v"_s, u"FETCH_COUNT=10000"_s, u"-c"_s, query},
                  server.address(u"query="_s + QString::fromLatin1(QUrl::toPercentEncoding(query))),
                  items,
                  1.5};
    rows.isByTime = true;
    measure(rows, 1);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc == 4 && QByteArrayView(argv[1]) == "--irc")
        return runBareReader(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toInt());
    if (argc == 4 && QByteArrayView(argv[1]) == "--websocket")
        return runPlainWebSocket(argc, argv, QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toInt());
    const QCoreApplication application(argc, argv);
    constexpr int items = 200'000, rows = 10'000'000;
    printHead(runs);
    const auto isWanted = [&](const QString &family) {
        return argc == 1 || QCoreApplication::arguments().contains(family);
    };
    if (isWanted(u"streams"_s))
        benchStreams(items);
    if (isWanted(u"irc"_s))
        benchIrc(items);
    if (isWanted(u"mqtt"_s))
        benchMqtt(items);
    if (isWanted(u"postgresql"_s))
        benchPostgres(rows);
    return 0;
}
