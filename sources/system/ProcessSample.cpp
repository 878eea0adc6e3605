// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/ProcessSample.h"

#include "model/records/Fields.h"

#include <QList>

namespace livebelt {

std::optional<ProcessSample> processSample(QByteArrayView procPidStat)
{
    // "12 (a (b) c) S 1 ...": the name may hold anything, parentheses and spaces too.
    const qsizetype open = procPidStat.indexOf('('), close = procPidStat.lastIndexOf(')');
    if (open < 1 || close < open)
        return std::nullopt;
    const QList<QByteArray> words = procPidStat.sliced(close + 1).toByteArray().simplified().split(' ');
    constexpr int state = 0, userTime = 11, systemTime = 12, startTime = 19, residentPages = 21;
    if (words.size() <= residentPages || words[state] == "Z" || words[state] == "X")
        return std::nullopt;
    bool areNumbers = true;
    const auto number = [&words, &areNumbers](int at) {
        bool isNumber = false;
        const quint64 value = words[at].toULongLong(&isNumber);
        areNumbers = areNumbers && isNumber;
        return value;
    };
    ProcessSample sample;
    bool hasPid = false;
    sample.pid = procPidStat.first(open).trimmed().toByteArray().toLongLong(&hasPid);
    sample.name = validUtf8(procPidStat.sliced(open + 1, close - open - 1).toByteArray());
    sample.start = number(startTime);
    sample.ticks = number(userTime) + number(systemTime);
    sample.pages = number(residentPages);
    return hasPid && areNumbers ? std::optional(sample) : std::nullopt;
}

std::optional<ProcessTraffic> processTraffic(QByteArrayView procPidIo)
{
    std::optional<quint64> read, written;
    for (const QByteArray &line : procPidIo.toByteArray().split('\n')) {
        bool isNumber = false;
        const quint64 value = line.mid(line.indexOf(':') + 1).trimmed().toULongLong(&isNumber);
        if (isNumber && line.startsWith("read_bytes:"))
            read = value;
        else if (isNumber && line.startsWith("write_bytes:"))
            written = value;
    }
    return read && written ? std::optional(ProcessTraffic{*read, *written}) : std::nullopt;
}

} // namespace livebelt
