// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayFeed.h"

#include "model/records/ArrivalClock.h"
#include "model/records/Notice.h"
#include <livebelt/async/Signals.h>

#include <QTimer>

namespace livebelt {

using namespace async;
using namespace Qt::StringLiterals;

namespace {

void renew(Record &record, qint64 received)
{
    if (record.kind == RecordKind::Notice)
        record.kind = RecordKind::Event;
    record.time = record.when();
    record.received = received;
    record.seq = 0;
}

QString pace(double speed)
{
    return speed == 0   ? u"as fast as it can be read"_s
           : speed == 1 ? u"at its own speed"_s
                        : u"at %1 times its speed"_s.arg(speed);
}

Record beginning(const ReplayAddress &address)
{
    const QString name = address.query.path == u"demo" ? u"the demo"_s : address.query.path;
    return makeNotice(NoticeType::Connected, u"Replaying %1 %2"_s.arg(name, pace(address.speed)).toUtf8());
}

} // namespace

ReplayFeed::ReplayFeed(ReplayAddress address, ReplaySupplier supplier)
    : m_address(std::move(address)), m_supplier(std::move(supplier)), m_speed(m_address.speed)
{
}

AsyncIterator<Record> ReplayFeed::records()
{
    ReplayClock clock(m_speed, m_address.maxGap);
    ArrivalClock arrivals;
    Record last = makeNotice(NoticeType::Ended, "The capture has been replayed to its end");
    bool hasBegun = false;
    bool hasMore = true;
    try {
        while (hasMore && !m_isClosing) {
            ReplayQuery query = m_address.query;
            if (m_seek)
                query.from = *std::exchange(m_seek, std::nullopt);
            auto items = m_supplier(std::move(query));
            hasMore = false;
            while (auto record = co_await items.next()) {
                hasMore = m_address.loops;
                if (!std::exchange(hasBegun, true))
                    co_yield beginning(m_address);
                clock.wait(record->received,
                           clock.speed() == 0 ? ReplayClock::Time() : ReplayClock::Time::clock::now());
                do {
                    co_await untilDue(&clock);
                    Records news = std::exchange(m_news, Records());
                    for (Record &notice : news)
                        co_yield std::move(notice);
                } while (goesOn() && (m_isPaused || !m_news.empty()));
                if (!goesOn())
                    break;
                m_at = record->received;
                renew(*record, arrivals.now());
                co_yield std::move(*record);
            }
            if (m_isClosing)
                co_return;
            hasMore = hasMore || m_seek;
            if (m_seek)
                clock.jump();
            else
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

Task<Result<void>> ReplayFeed::send(Outgoing message)
{
    const auto command = ReplayCommand::from(QString::fromUtf8(message.payload));
    if (!command)
        co_return Failure{command.error()};
    obey(*command);
    m_changed.set();
    co_return Result<void>();
}

void ReplayFeed::obey(const ReplayCommand &command)
{
    using Kind = ReplayCommand::Kind;
    QString text;
    switch (command.kind) {
    case Kind::Pause:
        m_isPaused = true;
        text = u"Paused; “resume” goes on"_s;
        break;
    case Kind::Resume:
        m_isPaused = false;
        text = u"Going on %1"_s.arg(pace(m_speed));
        break;
    case Kind::Speed:
        m_speed = command.speed;
        text = u"Going on %1"_s.arg(pace(m_speed));
        break;
    case Kind::Seek:
        m_seek = command.place;
        if (command.place.kind == ReplayPlace::Kind::Distance && m_at != noTime)
            m_seek = ReplayPlace{ReplayPlace::Kind::Time, m_at + command.place.number};
        text = u"Going on elsewhere"_s;
        break;
    }
    m_news.push_back(makeNotice(NoticeType::Information, text.toUtf8()));
}

/// Until the record the clock was asked about last is due, or something else is to be done.
Task<void> ReplayFeed::untilDue(ReplayClock *clock)
{
    using Now = ReplayClock::Time::clock;
    while (goesOn() && m_news.empty()) {
        if (m_isPaused) {
            const auto since = Now::now();
            while (m_isPaused && goesOn() && m_news.empty())
                co_await m_changed.wait();
            clock->delay(Now::now() - since);
            continue;
        }
        if (clock->speed() != m_speed)
            clock->setSpeed(m_speed, Now::now());
        if (m_speed == 0) // to read the time costs as much as to hand a record over
            co_return;
        const auto wait = clock->remaining(Now::now());
        if (wait < std::chrono::milliseconds(1))
            co_return;
        co_await pause(wait);
    }
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
    const double speed = m_speed;
    while (!isOver && goesOn() && !m_isPaused && speed == m_speed)
        co_await m_changed.wait();
}

} // namespace livebelt
