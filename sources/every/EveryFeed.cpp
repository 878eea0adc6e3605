// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/every/EveryFeed.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include <livebelt/async/Scope.h>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// How far the time of day has gone from the monotonic clock since this was made: somebody, or a time server, set it.
class Drift
{
public:
    Milliseconds now(qint64 micros) const
    {
        const auto elapsed = std::chrono::steady_clock::now() - m_start;
        return std::chrono::microseconds(micros - m_startMicros) - elapsed;
    }

private:
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    const qint64 m_startMicros = nowMicros();
};

Record tickRecord(Milliseconds lateness, quint64 count, quint64 missed, const Drift &drift)
{
    Record record;
    record.kind = RecordKind::Measurement;
    record.received = nowMicros();
    record.subject = "tick";
    record.value = lateness.count();
    record.unit = "ms";
    record.text =
        "Tick " + QByteArray::number(count) + ", " + QByteArray::number(lateness.count(), 'f', 3) + " ms late";
    FieldsBuilder fields;
    fields.add("count", qint64(count));
    fields.add("drift", drift.now(record.received).count());
    if (missed > 0)
        fields.add("missed", qint64(missed));
    record.fields = fields.take();
    return record;
}

} // namespace

EveryFeed::EveryFeed(EveryAddress address) : m_address(address), m_ticks(1) {}

AsyncIterator<Record> EveryFeed::records()
{
    Record first =
        makeNotice(NoticeType::Connected, u"The clock ticks every %1 ms"_s.arg(m_address.interval.count()).toUtf8());
    co_yield std::move(first);
    const Drift drift;
    quint64 count = 0, due = 0;
    Scope scope;
    scope.spawn(tick(m_address.interval, m_ticks));
    while (auto tick = co_await m_ticks.receive()) {
        Record record = tickRecord(tick->lateness, ++count, tick->number - due, drift);
        due = tick->number + 1;
        co_yield std::move(record);
        if (count == m_address.count) {
            Record last = makeNotice(NoticeType::Ended, "The clock has ticked as often as it was asked to");
            co_yield std::move(last);
            co_return;
        }
    }
}

Task<void> EveryFeed::close()
{
    Ticks ticks = m_ticks;
    ticks.close();
    co_return;
}

Task<void> EveryFeed::tick(std::chrono::milliseconds interval, Ticks ticks)
{
    auto beats = every(interval);
    bool isWanted = true;
    while (isWanted) {
        const auto beat = co_await beats.next();
        isWanted = beat && co_await ticks.send(*beat);
    }
}

} // namespace livebelt
