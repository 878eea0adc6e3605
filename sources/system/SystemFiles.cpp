// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemFiles.h"

#include <QList>
#include <algorithm>
#include <optional>

namespace livebelt::SystemFiles {

namespace {

/// Calls see(line) for every line.
template<typename See>
void eachLine(QByteArrayView text, See see)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        see(end < 0 ? text : text.first(end));
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
}

QList<QByteArrayView> words(QByteArrayView line)
{
    QList<QByteArrayView> list;
    while (true) {
        line = line.trimmed();
        if (line.isEmpty())
            return list;
        const auto end = std::find_if(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; });
        list.append(line.first(end - line.begin()));
        line = line.sliced(end - line.begin());
    }
}

std::optional<quint64> number(QByteArrayView word)
{
    bool isNumber = false;
    const quint64 value = word.toByteArray().toULongLong(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// Word number at of the words, where there is one and it is a number.
std::optional<quint64> number(const QList<QByteArrayView> &list, qsizetype at)
{
    return at < list.size() ? number(list[at]) : std::nullopt;
}

} // namespace

std::vector<CpuTime> cpuTimes(QByteArrayView procStat)
{
    std::vector<CpuTime> times;
    eachLine(procStat, [&times](QByteArrayView line) {
        if (!line.startsWith("cpu"))
            return;
        const auto list = words(line);
        CpuTime time;
        const QByteArrayView core = list[0].sliced(3);
        time.subject = core.isEmpty() ? QByteArray("cpu") : QByteArray("cpu/").append(core);
        // user nice system idle iowait irq softirq steal; guest times are part of user already.
        for (qsizetype i = 1; i <= 8; ++i) {
            const auto ticks = number(list, i);
            if (!ticks && i <= 4)
                return;
            time.total += ticks.value_or(0);
            if (i != 4 && i != 5)
                time.busy += ticks.value_or(0);
        }
        times.push_back(std::move(time));
    });
    return times;
}

Readings load(QByteArrayView procLoadavg)
{
    Readings readings;
    const auto list = words(procLoadavg);
    const QByteArrayView names[] = {"load/1m", "load/5m", "load/15m"};
    for (qsizetype i = 0; i < 3 && i < list.size(); ++i) {
        bool isNumber = false;
        const double value = list[i].toByteArray().toDouble(&isNumber);
        if (isNumber && std::isfinite(value))
            readings.push_back({names[i].toByteArray(), value, "1"});
    }
    return readings;
}

Readings memory(QByteArrayView procMeminfo)
{
    std::optional<quint64> total, available, swapTotal, swapFree;
    eachLine(procMeminfo, [&](QByteArrayView line) {
        const auto list = words(line);
        if (list.size() < 2)
            return;
        if (list[0] == QByteArrayView("MemTotal:"))
            total = number(list[1]);
        else if (list[0] == QByteArrayView("MemAvailable:"))
            available = number(list[1]);
        else if (list[0] == QByteArrayView("SwapTotal:"))
            swapTotal = number(list[1]);
        else if (list[0] == QByteArrayView("SwapFree:"))
            swapFree = number(list[1]);
    });
    const auto usedPercent = [](quint64 all, quint64 free) {
        return 100.0 * (1.0 - double(std::min(all, free)) / double(all));
    };
    Readings readings;
    if (total && available && *total > 0) {
        readings.push_back({"memory/used", usedPercent(*total, *available), "%"});
        readings.push_back({"memory/available", double(*available) * 1024, "By"});
    }
    if (swapTotal && swapFree && *swapTotal > 0)
        readings.push_back({"memory/swap", usedPercent(*swapTotal, *swapFree), "%"});
    return readings;
}

Counters network(QByteArrayView procNetDev)
{
    Counters counters;
    eachLine(procNetDev, [&counters](QByteArrayView line) {
        const qsizetype colon = line.lastIndexOf(':');
        if (colon < 0)
            return;
        const QByteArray name = line.first(colon).trimmed().toByteArray();
        const auto list = words(line.sliced(colon + 1));
        const auto in = number(list, 0), out = number(list, 8);
        if (name.isEmpty() || name == "lo" || !in || !out || (*in == 0 && *out == 0))
            return;
        counters.push_back({"network/" + name + "/in", *in});
        counters.push_back({"network/" + name + "/out", *out});
    });
    return counters;
}

Counters disks(QByteArrayView procDiskstats, const QList<QByteArray> &names)
{
    constexpr quint64 sector = 512; // whatever the disk's own is
    Counters counters;
    eachLine(procDiskstats, [&](QByteArrayView line) {
        const auto list = words(line);
        const auto read = number(list, 5), written = number(list, 9);
        if (!read || !written)
            return;
        const QByteArray name = list[2].toByteArray();
        if (!names.contains(name))
            return;
        counters.push_back({"disk/" + name + "/read", *read * sector});
        counters.push_back({"disk/" + name + "/written", *written * sector});
        const auto reads = number(list, 3), writes = number(list, 7), busy = number(list, 12);
        if (!reads || !writes || !busy)
            return;
        counters.push_back({"disk/" + name + "/requests", *reads + *writes, "1/s"});
        counters.push_back({"disk/" + name + "/busy", *busy, "%", 0.1}); // milliseconds in a second
    });
    return counters;
}

std::optional<double> temperature(QByteArrayView milliCelsius)
{
    bool isNumber = false;
    const double value = double(milliCelsius.trimmed().toByteArray().toLongLong(&isNumber)) / 1000;
    if (!isNumber || value < -200 || value > 1000)
        return std::nullopt;
    return value;
}

} // namespace livebelt::SystemFiles
