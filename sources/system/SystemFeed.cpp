// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/SystemFeed.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Scope.h"
#include "sources/async/Timers.h"
#include "sources/system/SystemProbe.h"

namespace livebelt {

using namespace async;

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

Task<void> SystemFeed::run(Beats beats)
{
    SystemProbe probe(m_address.parts);
    Records records{makeNotice(NoticeType::Connected, "Reading this computer's own numbers")};
    bool hasSeen = false;
    auto ticks = every(m_address.interval);
    for (int beat = 0;; ++beat) {
        const qint64 now = nowMicros();
        for (Reading &reading : probe.read(Rates::Time::clock::now()))
            records.push_back(readingRecord(std::move(reading), now));
        hasSeen = hasSeen || records.size() > (beat == 0 ? 1u : 0u);
        if (!hasSeen && beat > 0)
            records.push_back(makeNotice(NoticeType::Failed, "This computer tells nothing of that kind: try system:"));
        const bool isWanted = co_await beats.send(std::move(records));
        records = {};
        if (!isWanted || (!hasSeen && beat > 0))
            break;
        const auto tick = co_await ticks.next();
        if (!tick)
            break;
    }
    beats.close();
}

} // namespace livebelt
