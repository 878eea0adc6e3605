// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayFeed.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Timers.h"
#include "sources/replay/ReplayClock.h"

#include <stdexcept>

namespace livebelt {

namespace {

constexpr std::chrono::milliseconds longestNap(200); ///< how soon close() is noticed

void renew(Record &record)
{
    record.time = record.when();
    record.received = nowMicros();
    record.seq = 0;
    if (record.kind == RecordKind::Notice)
        record.kind = RecordKind::Event;
}

} // namespace

async::AsyncIterator<Record> ReplayFeed::records()
{
    auto replayed = replay();
    QByteArray problem;
    try {
        while (auto record = co_await replayed.next())
            co_yield std::move(*record);
    } catch (const std::runtime_error &error) {
        problem = error.what();
    }
    Record last = problem.isEmpty() ? makeNotice(NoticeType::Ended, "The replay is through")
                                    : makeNotice(NoticeType::Failed, problem);
    co_yield std::move(last);
}

async::AsyncIterator<Record> ReplayFeed::replay()
{
    ReplayClock clock(m_options.speed, m_options.greatestGap);
    bool isFruitful = true;
    for (int round = 0; !m_isClosed && isFruitful && (round == 0 || m_options.loop); ++round) {
        isFruitful = false;
        auto original = m_supply(m_options.path, m_options.feed);
        while (auto record = co_await original.next()) {
            for (auto wait = clock.wait(record->received, ReplayClock::Clock::now()); wait.count() > 0 && !m_isClosed;) {
                const auto nap = std::min(wait, longestNap);
                co_await async::sleepFor(nap);
                wait -= nap;
            }
            if (m_isClosed)
                co_return;
            isFruitful = true;
            renew(*record);
            co_yield std::move(*record);
        }
    }
}

async::Task<void> ReplayFeed::close()
{
    m_isClosed = true;
    co_return;
}

} // namespace livebelt
