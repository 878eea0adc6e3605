// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BareReader.h"
#include "tests/bench/Floods.h"
#include "tests/bench/feeds/FeedBench.h"
#include "tests/bench/feeds/FeedServers.h"
#include "tests/bench/feeds/PlainQt.h"
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

void benchSerial(int items)
{
    const PtyFlood flood;
    FeedCase port{u"serial"_s, u"cat"_s, firstLines(u"cat "_s + flood.path(), items),
                  u"serial:%1?parse=text"_s.arg(flood.path()), items};
    port.prepare = [&flood] { flood.prepare(); };
    port.send = [&flood, items] { flood.send(items); };
    measure(port, runs);
}

void benchUdp(int items)
{
    const UdpFlood flood;
    const QString port = QString::number(flood.port());
    FeedCase datagrams{u"listen-udp"_s,
                       u"bare recv()"_s,
                       {self(), u"--udp"_s, port, QString::number(items)},
                       u"listen-udp://127.0.0.1:%1?parse=text"_s.arg(port),
                       items};
    datagrams.send = [&flood, items] { flood.send(items); };
    measure(datagrams, runs);
}

/// Ten pages a second: what it costs to ask, too.
void benchPoll(int pages)
{
    const FeedServers servers(1);
    const QString page = u"http://127.0.0.1:%1/page.json"_s.arg(servers.httpPort());
    measure({u"poll"_s,
             u"curl --rate"_s,
             {u"curl"_s, u"-s"_s, u"--rate"_s, u"600/m"_s, u"%1?[1-%2]"_s.arg(page).arg(pages)},
             u"poll+%1?every=100ms&items=items"_s.arg(page),
             pages * FeedServers::itemsOfPage},
            1);
}

void benchEvery(int ticks)
{
    const QString count = QString::number(ticks);
    measure({u"every"_s, u"bare QTimer"_s, {self(), u"--timer"_s, count}, u"every:1ms"_s, ticks}, runs);
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
    if (argc == 4 && QByteArrayView(argv[1]) == "--irc")
        return runBareReader(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toInt());
    if (argc == 4 && QByteArrayView(argv[1]) == "--websocket")
        return runPlainWebSocket(argc, argv, QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]).toInt());
    if (argc == 4 && QByteArrayView(argv[1]) == "--udp")
        return runPlainUdp(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toInt());
    if (argc == 3 && QByteArrayView(argv[1]) == "--timer")
        return runPlainTimer(argc, argv, QByteArray(argv[2]).toInt());
    const QCoreApplication application(argc, argv);
    constexpr int items = 200'000, rows = 1'000'000, manyRows = 10'000'000, pages = 50, ticks = 2'000;
    const std::vector<std::pair<QString, std::function<void()>>> families{
        {u"streams"_s, [] { benchStreams(items); }},
        {u"serial"_s, [] { benchSerial(items); }},
        {u"udp"_s, [] { benchUdp(items); }},
        {u"poll"_s, [] { benchPoll(pages); }},
        {u"irc"_s, [] { benchIrc(items); }},
        {u"mqtt"_s, [] { benchMqtt(items); }},
        {u"postgresql"_s, [] { benchPostgres(manyRows); }},
        {u"mysql"_s, [] { benchMaria(rows); }},
        {u"sqlite"_s, [] { benchSqlite(rows); }},
        {u"odbc"_s, [] { benchOdbc(items); }},
        {u"capture"_s, [] { benchCapture(items); }},
        {u"every"_s, [] { benchEvery(ticks); }},
    };
    printHead(runs);
    for (const auto &[name, bench] : families) {
        if (argc == 1 || QCoreApplication::arguments().contains(name))
            bench();
    }
    return 0;
}
