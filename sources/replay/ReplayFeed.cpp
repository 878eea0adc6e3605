// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayFeed.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Signals.h"

#include <QTimer>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

Record replayed(Record record)
{
    if (record.kind == RecordKind::Notice)
        record.kind = RecordKind::Event;
    record.time = record.when();
    record.received = nowMicros();
    record.seq = 0;
    return record;
}

Record beginning(const ReplayAddress &address)
{
    const QString name = address.path == u"demo" ? u"the demo"_s : address.path;
    const QString pace = address.speed == 0   ? u"as fast as it can be read"_s
                         : address.speed == 1 ? u"at its own speed"_s
                                              : u"at %1 times its speed"_s.arg(address.speed);
    return makeNotice(NoticeType::Connected, u"Replaying %1 %2"_s.arg(name, pace).toUtf8());
}

} // namespace

ReplayFeed::ReplayFeed(ReplayAddress address, ReplaySupplier supplier)
    : m_address(std::move(address)), m_supplier(std::move(supplier))
{
}

AsyncIterator<Record> ReplayFeed::records()
{
    ReplayClock clock(m_address.speed, m_address.maxGap);
    Record last = makeNotice(NoticeType::Ended, "The capture has been replayed to its end");
    bool hasBegun = false;
    bool hasMore = true;
    try {
        while (hasMore && !m_isClosing) {
            auto items = m_supplier(m_address.path, m_address.feed);
            hasMore = false;
            while (auto record = co_await items.next()) {
                if (m_isClosing)
                    co_return;
                hasMore = m_address.loops;
                if (!std::exchange(hasBegun, true))
                    co_yield beginning(m_address);
                const auto wait = clock.wait(record->received, ReplayClock::Time::clock::now());
                if (wait >= std::chrono::milliseconds(1))
                    co_await pause(wait);
                if (m_isClosing)
                    co_return;
                co_yield replayed(std::move(*record));
            }
            clock.restart();
        }
    } catch (const std::exception &error) {
        last = makeNotice(NoticeType::Failed, error.what());
    }
    if (!m_isClosing)
        co_yield std::move(last);
}

Task<void> ReplayFeed::close()
{
    m_isClosing = true;
    m_changed.set();
    co_return;
}

Task<void> ReplayFeed::pause(std::chrono::microseconds duration)
{
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    bool isOver = false;
    const ScopedConnection over = QObject::connect(&timer, &QTimer::timeout, [&] {
        isOver = true;
        m_changed.set();
    });
    timer.start(std::chrono::ceil<std::chrono::milliseconds>(duration));
    while (!isOver && !m_isClosing)
        co_await m_changed.wait();
}

} // namespace livebelt
