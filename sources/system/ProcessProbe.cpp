// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/ProcessProbe.h"

#include <QDir>
#include <QFile>
#include <unistd.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 16 * 1024;

ProcessWatch::Units unitsHere()
{
    return {quint64(std::max(1L, ::sysconf(_SC_CLK_TCK))), quint64(std::max(1L, ::sysconf(_SC_PAGESIZE)))};
}

} // namespace

ProcessProbe::ProcessProbe(const ProcessChoice &choice, QString root)
    : m_pids(choice.names.isEmpty() ? choice.pids : QList<qint64>())
    , m_root(QFile::encodeName(root))
    , m_watch(choice, unitsHere())
{
}

Records ProcessProbe::read(Rates::Time now, qint64 micros)
{
    const auto traffic = [this](qint64 pid) { return processTraffic(file(pid, "io")); };
    return m_watch.beat(samples(), now, micros, traffic);
}

std::vector<ProcessSample> ProcessProbe::samples() const
{
    QList<qint64> pids = m_pids;
    if (pids.isEmpty()) {
        const QDir proc(QFile::decodeName(m_root + "/proc"));
        for (const QString &name : proc.entryList({u"[0-9]*"_s}, QDir::Dirs, QDir::NoSort))
            pids.append(name.toLongLong());
    }
    std::vector<ProcessSample> samples;
    samples.reserve(size_t(pids.size()));
    for (const qint64 pid : pids) {
        if (auto sample = processSample(file(pid, "stat")))
            samples.push_back(*std::move(sample));
    }
    return samples;
}

QByteArray ProcessProbe::file(qint64 pid, const char *name) const
{
    QFile file(QFile::decodeName(m_root + "/proc/" + QByteArray::number(pid) + '/' + name));
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(largestFile) : QByteArray();
}

} // namespace livebelt
