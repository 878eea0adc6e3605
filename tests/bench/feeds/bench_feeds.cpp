// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Floods.h"
#include "tests/bench/feeds/FeedBench.h"
#include "tests/bench/feeds/FeedServers.h"
#include "tests/bench/feeds/PlainClients.h"
#include "tests/bench/feeds/RowBench.h"
#include "tests/bench/feeds/Senders.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace livebelt;
using namespace livebelt::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3;

/// A shell's head, so that a client which never ends does.
QStringList firstLines(const QString &command, int items)
{
    return {u"sh"_s, u"-c"_s, u"%1 | head -n %2"_s.arg(command).arg(items)};
}

/// Beside two clients each: a program that copies what comes, and a bare Qt loop that looks at each item.
void benchHttp(int items)
{
    const FeedServers servers(items);
    for (const QString &kind : {u"sse"_s, u"ndjson"_s}) {
        const QString url = u"http://127.0.0.1:%1/items.%2"_s.arg(servers.httpPort()).arg(kind);
        const QString address = kind + u'+' + url;
        measure({kind, u"curl -N"_s, {u"curl"_s, u"-sN"_s, url}, address, items}, runs);
        measure({kind, u"bare Qt"_s, plainCommand(u"qt-json"_s, url, items), address, items}, runs);
    }
}

/// As benchHttp().
void benchSockets(int items)
{
    const FeedServers servers(items);
    const QString port = QString::number(servers.tcpPort());
    const QString tcp = u"tcp://127.0.0.1:%1?parse=text"_s.arg(port), path = servers.socket();
    const QString local = u"unix:%1?parse=text"_s.arg(path);
    measure({u"tcp"_s, u"nc"_s, {u"nc"_s, u"-d"_s, u"127.0.0.1"_s, port}, tcp, items}, runs);
    measure({u"tcp"_s, u"bare Qt"_s, plainCommand(u"qt-lines"_s, u"tcp:127.0.0.1:"_s + port, items), tcp, items}, runs);
    measure({u"unix"_s, u"nc -U"_s, {u"nc"_s, u"-dU"_s, path}, local, items}, runs);
    measure({u"unix"_s, u"bare Qt"_s, plainCommand(u"qt-lines"_s, u"unix:"_s + path, items), local, items}, runs);
}

void benchWebSocket(int items)
{
    const FeedServers servers(items);
    const QString url = u"ws://127.0.0.1:%1/"_s.arg(servers.webSocketPort());
    const QString client = QStringLiteral(LIVEBELT_BENCH_DIR "/listen.js");
    measure({u"websocket"_s, u"node ws"_s, {u"node"_s, client, url, QString::number(items)}, url, items}, runs);
}

void benchFiles(int items)
{
    const FeedServers servers(items);
    const QString path = servers.textLines();
    measure({u"file"_s, u"tail -F"_s, firstLines(u"tail -n +1 -F "_s + path, items),
             u"file:%1?from=start&parse=text"_s.arg(path), items},
            runs);
    measure({u"exec"_s,
             u"sh, cat"_s,
             {u"sh"_s, u"-c"_s, u"cat %1 | cat"_s.arg(path)},
             u"exec:cat %1?parse=text"_s.arg(path),
             items},
            runs);
    measure({u"exec"_s, u"bare Qt"_s, plainCommand(u"qt-lines"_s, u"exec:cat "_s + path, items),
             u"exec:cat %1?parse=text"_s.arg(path), items},
            runs);
}

void benchIrc(int items)
{
    IrcFlood flood;
    if (!flood.start())
        qFatal("inspircd does not run");
    const QString port = QString::number(flood.port());
    FeedCase chat{u"irc"_s, u"bare read()"_s, plainCommand(u"bare-irc"_s, port, items),
                  u"irc://127.0.0.1:%1/%23flood?nick=reader"_s.replace(u"%1"_s, port), items};
    chat.prepare = [&flood] { flood.prepare(); };
    chat.send = [&flood, items] {
        flood.waitForReader();
        flood.send(items);
    };
    measure(chat, runs);
    chat.plainName = u"bare Qt"_s;
    chat.plain = plainCommand(u"qt-irc"_s, port, items);
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

void benchSerial(int items)
{
    const PtyFlood flood;
    FeedCase port{u"serial"_s, u"cat"_s, firstLines(u"cat "_s + flood.path(), items),
                  u"serial:%1?parse=text"_s.arg(flood.path()), items};
    port.prepare = [&flood] { flood.prepare(); };
    port.send = [&flood, items] { flood.send(items); };
    measure(port, runs);
    port.plainName = u"bare Qt"_s;
    port.plain = plainCommand(u"qt-lines"_s, u"serial:"_s + flood.path(), items);
    measure(port, runs);
}

void benchUdp(int items)
{
    const UdpFlood flood;
    const QString port = QString::number(flood.port());
    FeedCase datagrams{u"listen-udp"_s, u"bare recv()"_s, plainCommand(u"udp"_s, port, items),
                       u"listen-udp://127.0.0.1:%1?parse=text"_s.arg(port), items};
    datagrams.send = [&flood, items] { flood.send(items); };
    measure(datagrams, runs);
}

/// Ten pages a second: what it costs to ask, too. As benchHttp().
void benchPoll(int pages)
{
    const FeedServers servers(1);
    const QString page = u"http://127.0.0.1:%1/page.json"_s.arg(servers.httpPort());
    const QString address = u"poll+%1#every=100ms&items=items"_s.arg(page);
    const int items = pages * FeedServers::itemsOfPage;
    const QStringList curl{u"curl"_s, u"-s"_s, u"--rate"_s, u"600/m"_s, u"%1?[1-%2]"_s.arg(page).arg(pages)};
    measure({u"poll"_s, u"curl --rate"_s, curl, address, items}, 1);
    measure({u"poll"_s, u"bare Qt"_s, plainCommand(u"qt-poll"_s, page, pages), address, items}, 1);
}

void benchEvery(int ticks)
{
    measure({u"every"_s, u"bare QTimer"_s, plainCommand(u"timer"_s, {}, ticks), u"every:1ms"_s, ticks}, runs);
}

/// A capture is a SQLite file.
void benchCapture(int items)
{
    const QTemporaryDir folder;
    const QString lines = folder.filePath(u"items.txt"_s), capture = folder.filePath(u"items.livebelt"_s);
    QFile file(lines);
    if (!file.open(QFile::WriteOnly))
        qFatal("%s cannot be written", qPrintable(lines));
    for (int i = 1; i <= items; ++i)
        file.write("line " + QByteArray::number(i) + " of a feed with a few words in it\n");
    file.close();
    Child record({QStringLiteral(LIVEBELT_PROGRAM), u"record"_s, u"file:%1?from=start&parse=text"_s.arg(lines),
                  u"--to"_s, capture, u"--count"_s, QString::number(items)});
    if (record.wait().status != 0)
        qFatal("the capture could not be made");
    measure({u"capture"_s,
             u"sqlite3"_s,
             {u"sqlite3"_s, capture, u"SELECT seq, received, time, kind, subject, text FROM records ORDER BY id"_s},
             u"capture:%1?speed=max"_s.arg(capture),
             items},
            runs);
}

} // namespace

int main(int argc, char *argv[])
{
    if (const int status = runPlainClient(argc, argv); status >= 0)
        return status;
    const QCoreApplication application(argc, argv);
    constexpr int items = 200'000, manyItems = 1'000'000, rows = 1'000'000, manyRows = 10'000'000, pages = 50,
                  ticks = 2'000;
    const std::vector<std::pair<QString, std::function<void()>>> families{
        {u"http"_s, [] { benchHttp(manyItems); }},       {u"sockets"_s, [] { benchSockets(manyItems); }},
        {u"websocket"_s, [] { benchWebSocket(items); }}, {u"files"_s, [] { benchFiles(manyItems); }},
        {u"serial"_s, [] { benchSerial(manyItems); }},   {u"udp"_s, [] { benchUdp(items); }},
        {u"poll"_s, [] { benchPoll(pages); }},           {u"irc"_s, [] { benchIrc(items); }},
        {u"mqtt"_s, [] { benchMqtt(items); }},           {u"postgresql"_s, [] { benchPostgres(manyRows); }},
        {u"mysql"_s, [] { benchMaria(rows); }},          {u"sqlite"_s, [] { benchSqlite(rows); }},
        {u"odbc"_s, [] { benchOdbc(items); }},           {u"capture"_s, [] { benchCapture(manyItems); }},
        {u"every"_s, [] { benchEvery(ticks); }},
    };
    printHead(runs);
    for (const auto &[name, bench] : families) {
        if (argc == 1 || QCoreApplication::arguments().contains(name))
            bench();
    }
    return 0;
}
