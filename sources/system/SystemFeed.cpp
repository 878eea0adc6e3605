// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemFeed.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/system/ProcessProbe.h"
#include "sources/system/SystemProbe.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/Worker.h>

#include <iterator>
#include <optional>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

SystemFeed::SystemFeed(SystemAddress address) : m_address(address), m_beats(1) {}

AsyncIterator<Record> SystemFeed::records()
{
    Scope scope;
    scope.spawn(run(m_beats));
    while (auto beat = co_await m_beats.receive()) {
        for (Record &record : *beat)
            co_yield std::move(record);
    }
}

Task<void> SystemFeed::close()
{
    Beats beats = m_beats;
    beats.close();
    co_return;
}

namespace {

/// What one look at this computer gives.
struct Look
{
    Records records;
    bool isOver = false; ///< nothing more can come
};

/// What reads this computer. It lives on a thread of its own: to look at some thousand processes takes a while.
class Probes
{
public:
    explicit Probes(const SystemAddress &address) : m_system(address)
    {
        if (address.parts & SystemAddress::Process)
            m_processes.emplace(address.processes);
    }
    Look read()
    {
        const qint64 micros = nowMicros();
        const auto now = Rates::Time::clock::now();
        Records records;
        for (Reading &reading : m_system.read(now))
            records.push_back(readingRecord(std::move(reading), micros));
        if (m_processes) {
            Records more = m_processes->read(now, micros);
            std::move(more.begin(), more.end(), std::back_inserter(records));
        }
        return {std::move(records), m_processes && m_processes->isOver()};
    }

private:
    SystemProbe m_system;
    std::optional<ProcessProbe> m_processes;
};

} // namespace

Task<void> SystemFeed::run(Beats beats)
{
    Worker thread(u"system"_s);
    const auto probes = std::make_shared<Probes>(m_address);
    Records first{makeNotice(NoticeType::Connected, "Reading this computer's own numbers")};
    co_await beats.send(std::move(first));
    // A named process may start at any time.
    bool hasSeen = !m_address.processes.names.isEmpty();
    const bool hasOnlyPids = m_address.parts == SystemAddress::Process && !m_address.processes.pids.isEmpty();
    auto ticks = every(m_address.interval);
    bool isWanted = true;
    for (int beat = 0; isWanted; ++beat) {
        const auto read = [probes] { return probes->read(); };
        Look look = co_await onThread(thread.context(), read);
        Records records = std::move(look.records);
        hasSeen = hasSeen || !records.empty();
        if (!hasSeen && hasOnlyPids) {
            records.push_back(makeNotice(NoticeType::Failed, "There is no process of that number: check pid="));
            isWanted = false;
        } else if (!hasSeen && beat > 0) {
            records.push_back(makeNotice(NoticeType::Failed, "This computer tells nothing of that kind: try system:"));
            isWanted = false;
        } else if (hasOnlyPids && look.isOver) {
            records.push_back(makeNotice(NoticeType::Ended, "The process has ended"));
            isWanted = false;
        }
        const bool isTaken = records.empty() || co_await beats.send(std::move(records));
        if (!isTaken || !isWanted)
            break;
        const auto tick = co_await ticks.next();
        isWanted = tick.has_value();
    }
    beats.close();
}

} // namespace livebelt
