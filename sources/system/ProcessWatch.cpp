// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/ProcessWatch.h"

#include "model/records/Fields.h"

#include <algorithm>

namespace livebelt {

namespace {

/// "process/firefox/1234": a name may hold a slash.
QByteArray subjectOf(const ProcessSample &sample)
{
    QByteArray name = sample.name;
    return "process/" + name.replace('/', '-') + '/' + QByteArray::number(sample.pid);
}

QByteArray fieldsOf(const ProcessSample &sample)
{
    FieldsBuilder fields;
    fields.add("name", sample.name);
    fields.add("pid", sample.pid);
    return fields.take();
}

Record happened(const QByteArray &subject, const char *what, qint64 micros)
{
    Record record;
    record.kind = RecordKind::Event;
    record.received = micros;
    record.subject = subject;
    const qsizetype slash = subject.lastIndexOf('/');
    record.text = subject.sliced(8, slash - 8) + " (" + subject.sliced(slash + 1) + ") has " + what;
    return record;
}

} // namespace

Records ProcessWatch::beat(const std::vector<ProcessSample> &all, Rates::Time now, qint64 micros,
                           const Traffic &traffic)
{
    const double seconds = m_hasBegun ? std::chrono::duration<double>(now - m_last).count() : 0;
    Records records;
    const std::vector<Chosen> chosen = choose(all, seconds);
    if (m_choice.isNamed())
        tellStartsAndEnds(chosen, micros, records);
    QHash<Key, ProcessTraffic> moved;
    for (const Chosen &process : chosen) {
        const auto total = traffic(process.sample.pid);
        measure(process, seconds, total, micros, records);
        if (total)
            moved.insert(process.sample.key(), *total);
    }
    m_traffic = std::move(moved);
    QHash<Key, quint64> ticks;
    ticks.reserve(qsizetype(all.size()));
    for (const ProcessSample &sample : all)
        ticks.insert(sample.key(), sample.ticks);
    m_ticks = std::move(ticks);
    m_last = now;
    m_hasBegun = true;
    return records;
}

std::vector<ProcessWatch::Chosen> ProcessWatch::choose(const std::vector<ProcessSample> &all, double seconds) const
{
    std::vector<Chosen> chosen;
    for (const ProcessSample &sample : all) {
        if (m_choice.isNamed() && !isWanted(sample))
            continue;
        Chosen process{sample};
        const auto last = m_ticks.constFind(sample.key());
        if (last != m_ticks.cend() && seconds > 0 && *last <= sample.ticks)
            process.cpu = 100 * double(sample.ticks - *last) / double(m_units.ticksPerSecond) / seconds;
        chosen.push_back(std::move(process));
    }
    if (m_choice.isNamed())
        return chosen;
    const auto isMore = [](const Chosen &a, const Chosen &b) {
        return std::pair(a.cpu, a.sample.pages) > std::pair(b.cpu, b.sample.pages);
    };
    const auto end = chosen.begin() + std::min(qsizetype(chosen.size()), qsizetype(m_choice.top));
    std::partial_sort(chosen.begin(), end, chosen.end(), isMore);
    chosen.erase(end, chosen.end());
    return chosen;
}

/// A number means the process that had it at the first beat, and none that gets it later.
bool ProcessWatch::isWanted(const ProcessSample &sample) const
{
    return m_choice.names.contains(sample.name) ||
           (m_choice.pids.contains(sample.pid) && (!m_hasBegun || m_running.contains(sample.key())));
}

void ProcessWatch::tellStartsAndEnds(const std::vector<Chosen> &chosen, qint64 micros, Records &records)
{
    QHash<Key, QByteArray> running;
    for (const Chosen &process : chosen) {
        const Key key = process.sample.key();
        running.insert(key, subjectOf(process.sample));
        if (m_hasBegun && !m_running.contains(key))
            records.push_back(happened(running[key], "started", micros));
    }
    for (auto old = m_running.cbegin(); old != m_running.cend(); ++old) {
        if (!running.contains(old.key()))
            records.push_back(happened(*old, "ended", micros));
    }
    m_running = std::move(running);
}

void ProcessWatch::measure(const Chosen &process, double seconds, const std::optional<ProcessTraffic> &traffic,
                           qint64 micros, Records &records) const
{
    const QByteArray subject = subjectOf(process.sample), fields = fieldsOf(process.sample);
    const auto add = [&](const char *what, double value, const char *unit) {
        Record record = readingRecord({subject + what, value, unit}, micros);
        record.fields = fields;
        records.push_back(std::move(record));
    };
    if (process.cpu >= 0)
        add("/cpu", process.cpu, "%");
    add("/memory", double(process.sample.pages * m_units.pageBytes), "By");
    const auto last = m_traffic.constFind(process.sample.key());
    if (!traffic || last == m_traffic.cend() || seconds <= 0 || last->read > traffic->read)
        return;
    add("/read", double(traffic->read - last->read) / seconds, "By/s");
    // What was written to a file that was then removed can be taken back.
    add("/write", double(traffic->written - std::min(last->written, traffic->written)) / seconds, "By/s");
}

} // namespace livebelt
