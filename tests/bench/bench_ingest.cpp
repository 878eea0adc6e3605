// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LiveWorkspace.h"
#include "model/lists/RecordListModel.h"
#include "tests/bench/BareReader.h"
#include "tests/bench/Child.h"
#include "tests/bench/Floods.h"
#include "tests/bench/StallMeter.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QSettings>
#include <algorithm>
#include <cstdio>

using namespace livebelt;
using namespace livebelt::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int messages = 200'000;
constexpr int runs = 3;

Child::Cost median(std::vector<Child::Cost> costs)
{
    std::sort(costs.begin(), costs.end(), [](const Child::Cost &a, const Child::Cost &b) { return a.cpu < b.cpu; });
    return costs[costs.size() / 2];
}

void print(const char *what, const Child::Cost &plain, const Child::Cost &ours)
{
    const double ratio = ours.cpu / plain.cpu;
    std::printf("%-6s %10.3f s %10.3f s %8.2fx  bar 4x: %-7s %9.0f/s %8.1f MB\n", what, plain.cpu, ours.cpu, ratio,
                ratio <= 4 ? "reached" : "missed", messages / ours.wall, ours.peak);
}

template<typename Flood>
Child::Cost measure(Flood &flood, const QStringList &command)
{
    Child child(command);
    flood.waitForReader();
    flood.send(messages);
    return child.wait();
}

QStringList recordCommand(const QString &url, const QTemporaryDir &dir)
{
    static int number = 0;
    return {QStringLiteral(LIVEBELT_PROGRAM),
            u"record"_s,
            url,
            u"--to"_s,
            dir.filePath(QString::number(++number) + ".livebelt"_L1),
            u"--count"_s,
            QString::number(messages)};
}

void benchIrc(const QTemporaryDir &dir)
{
    IrcFlood flood;
    if (!flood.start())
        qFatal("inspircd does not run");
    const QString port = QString::number(flood.port());
    std::vector<Child::Cost> plain, ours;
    for (int i = 0; i < runs; ++i) {
        flood.prepare();
        plain.push_back(
            measure(flood, {QCoreApplication::applicationFilePath(), u"--read"_s, port, QString::number(messages)}));
        flood.prepare();
        ours.push_back(
            measure(flood, recordCommand(u"irc://127.0.0.1:%1/%23flood?nick=reader"_s.replace(u"%1"_s, port), dir)));
    }
    print("IRC", median(plain), median(ours));
}

void benchMqtt(const QTemporaryDir &dir)
{
    MqttFlood flood;
    if (!flood.start())
        qFatal("mosquitto does not run");
    const QString port = QString::number(flood.port());
    std::vector<Child::Cost> plain, ours;
    for (int i = 0; i < runs; ++i) {
        plain.push_back(measure(
            flood, {u"mosquitto_sub"_s, u"-p"_s, port, u"-t"_s, u"bench/a"_s, u"-C"_s, QString::number(messages)}));
        ours.push_back(measure(flood, recordCommand(u"mqtt://127.0.0.1:%1/bench/a"_s.arg(port), dir)));
    }
    print("MQTT", median(plain), median(ours));
}

/// Both floods into the window, with both lists in sight.
void benchWindow(const QTemporaryDir &dir)
{
    IrcFlood irc;
    MqttFlood mqtt;
    if (!irc.start() || !irc.prepare() || !mqtt.start())
        qFatal("the servers do not run");
    QSettings settings(dir.filePath(u"window.ini"_s), QSettings::IniFormat);
    LiveWorkspace workspace(dir.filePath(u"window.livebelt"_s));
    MainWindow window(workspace, settings);
    window.resize(1400, 900);
    window.show();
    const auto add = [&](const QString &url) {
        const auto feed = workspace.addFeed(*FeedAddress::parse(url), {}, {});
        window.openFeed(*feed);
        return *feed;
    };
    const qint64 chat = add(u"irc://127.0.0.1:%1/%23flood?nick=reader"_s.replace(u"%1"_s, QString::number(irc.port())));
    const qint64 sensors = add(u"mqtt://127.0.0.1:%1/bench/a"_s.arg(mqtt.port()));
    const auto shown = [&](qint64 feed) { return workspace.records(feed)->end(); };

    irc.waitForReader();
    mqtt.waitForReader();

    const double start = now();
    double worst = 0, most = 0;
    {
        StallMeter meter;
        // The senders are a process of their own, away from the thread that is measured.
        Child sender({QCoreApplication::applicationFilePath(), u"--flood"_s, QString::number(irc.port()),
                      QString::number(mqtt.port()), QString::number(messages)});
        while (shown(chat) < messages || shown(sensors) < messages)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        worst = meter.worst();
        most = meter.percentile(0.99);
        sender.wait();
    }
    std::printf("\nThe window meanwhile, both floods at once, %.0f records/s: longest stall %.1f ms (bar 50 ms: %s), "
                "99 %% within %.1f ms\n",
                2 * messages / (now() - start), worst, worst <= 50 ? "reached" : "missed", most);
    QObject::connect(&workspace, &LiveWorkspace::closed, qApp, &QCoreApplication::quit);
    workspace.close();
    QCoreApplication::exec();
}

/// Noisy numbers into a plot in sight.
void benchPlot(const QTemporaryDir &dir, int perSecond)
{
    constexpr int series = 20, seconds = 20;
    MqttFlood mqtt;
    if (!mqtt.start())
        qFatal("mosquitto does not run");
    QSettings settings(dir.filePath(u"plot.ini"_s), QSettings::IniFormat);
    LiveWorkspace workspace(dir.filePath(u"plot%1.livebelt"_s.arg(perSecond)));
    MainWindow window(workspace, settings);
    window.resize(1400, 900);
    window.show();
    const auto feed = workspace.addFeed(
        *FeedAddress::parse(u"mqtt://127.0.0.1:%1/bench/noise/%23"_s.replace(u"%1"_s, QString::number(mqtt.port()))),
        {}, {});
    window.openFeed(*feed);
    mqtt.waitForReader();
    double worst = 0, most = 0;
    {
        Child sender({QCoreApplication::applicationFilePath(), u"--noise"_s, QString::number(mqtt.port()),
                      QString::number(series), QString::number(perSecond), QString::number(seconds)});
        const quint64 all = quint64(series) * quint64(perSecond) * seconds;
        while (workspace.records(*feed)->end() < series)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        StallMeter meter;
        while (workspace.records(*feed)->end() < all)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        worst = meter.worst();
        most = meter.percentile(0.99);
        sender.wait();
    }
    std::printf("A plot of %d noisy series, %d points/s each: longest stall %.1f ms (bar 50 ms: %s), "
                "99 %% within %.1f ms\n",
                series, perSecond, worst, worst <= 50 ? "reached" : "missed", most);
    QObject::connect(&workspace, &LiveWorkspace::closed, qApp, &QCoreApplication::quit);
    workspace.close();
    QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    // With any other argument: the plot alone.
    if (argc == 4 && QByteArrayView(argv[1]) == "--read")
        return runBareReader(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toInt());
    if (argc == 5 && QByteArrayView(argv[1]) == "--flood") {
        const QCoreApplication application(argc, argv);
        return runFloods(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toUShort(), QByteArray(argv[4]).toInt());
    }
    if (argc == 6 && QByteArrayView(argv[1]) == "--noise") {
        const QCoreApplication application(argc, argv);
        return runNoise(QByteArray(argv[2]).toUShort(), QByteArray(argv[3]).toInt(), QByteArray(argv[4]).toInt(),
                        QByteArray(argv[5]).toInt());
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QTemporaryDir dir;
    std::printf("%d messages, CPU time of the whole process, median of %d runs\n", messages, runs);
    std::printf("       plain client     livebelt    ratio                     livebelt     memory\n");
    if (argc == 1) {
        benchIrc(dir);
        benchMqtt(dir);
        benchWindow(dir);
    }
    benchPlot(dir, 100);
    benchPlot(dir, 2'000);
    return 0;
}
