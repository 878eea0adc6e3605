// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/ProcessChoice.h"
#include "sources/system/ProcessSample.h"
#include "sources/system/Rates.h"

#include <QHash>
#include <functional>

namespace livebelt {

/// Makes records of the processes that are chosen, beat by beat: processor time, memory, and what is read and written;
/// for named ones an Event when one starts or ends, too. It does no I/O itself.
class ProcessWatch
{
public:
    using Traffic = std::function<std::optional<ProcessTraffic>(qint64 pid)>;
    struct Units
    {
        quint64 ticksPerSecond = 100;
        quint64 pageBytes = 4096;
    };

    ProcessWatch(ProcessChoice choice, Units units) : m_choice(std::move(choice)), m_units(units) {}

    /// all: the processes there are now. traffic is asked for the chosen ones only. micros: UTC. Rates come from the
    /// second beat of a process on.
    Records beat(const std::vector<ProcessSample> &all, Rates::Time now, qint64 micros, const Traffic &traffic);
    /// Whether nothing more can come: only numbers were asked for, and those processes have ended.
    bool isOver() const
    {
        return m_hasBegun && m_choice.names.isEmpty() && !m_choice.pids.isEmpty() && m_running.isEmpty();
    }

private:
    using Key = ProcessSample::Key;
    struct Chosen
    {
        ProcessSample sample;
        double cpu = -1; ///< percent of one processor; negative: not known yet
    };

    std::vector<Chosen> choose(const std::vector<ProcessSample> &all, double seconds) const;
    bool isWanted(const ProcessSample &sample) const;
    void tellStartsAndEnds(const std::vector<Chosen> &chosen, qint64 micros, Records &records);
    void measure(const Chosen &process, double seconds, const std::optional<ProcessTraffic> &traffic, qint64 micros,
                 Records &records) const;

    ProcessChoice m_choice;
    Units m_units;
    QHash<Key, quint64> m_ticks; ///< of the last beat, of all
    QHash<Key, ProcessTraffic> m_traffic;
    QHash<Key, QByteArray> m_running; ///< the named ones that run, and their subjects
    Rates::Time m_last{};
    bool m_hasBegun = false;
};

} // namespace livebelt
