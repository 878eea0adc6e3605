// SPDX-License-Identifier: MIT
#include <livebelt/async/Loop.h>

#include <livebelt/async/FramePool.h>
#include <livebelt/async/ScopeList.h>
#include <livebelt/async/Sleeper.h>
#include <livebelt/async/TimeSpan.h>
#include <livebelt/async/Waiter.h>

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>
#include <QThread>
#include <QThreadStorage>
#include <array>
#include <atomic>
#include <memory>

namespace livebelt::async {

namespace {

const QEvent::Type sliceEvent = QEvent::Type(QEvent::registerEventType());

class SliceEvent final : public QEvent
{
public:
    SliceEvent() : QEvent(sliceEvent) {}
    static void *operator new(std::size_t size) { return FramePool::allocate(size); }
    static void operator delete(void *memory, std::size_t size) noexcept { FramePool::free(memory, size); }
};

/// The main thread's loop goes with the thread, and so may others that no QThread has the storage for.
struct LoopOwner
{
    LoopOwner() = default;
    LoopOwner(const LoopOwner &) = delete;
    LoopOwner &operator=(const LoopOwner &) = delete;
    ~LoopOwner();
    Loop *loop = nullptr;
};
constinit thread_local bool t_hasEnded = false;

LoopOwner::~LoopOwner()
{
    t_hasEnded = true;
    delete loop;
}

// Constant-initialised, so that reading it costs one instruction; the owner beside it is touched once a thread.
constinit thread_local Loop *t_loop = nullptr;

/// One for each loop, as long as there are fewer loops than these; two that share one only wait for each other at
/// times. Who holds one holds no other.
std::mutex &nextMutex()
{
    static constinit std::array<std::mutex, 256> mutexes;
    static constinit std::atomic<std::size_t> number = 0;
    return mutexes[number.fetch_add(1, std::memory_order_relaxed) % mutexes.size()];
}

} // namespace

constinit thread_local unsigned detail::t_credit = 0;

Loop::Loop() : m_mutex(nextMutex()) {}

Loop::~Loop()
{
    t_loop = nullptr;
    for (const auto &[due, sleeper] : m_sleepers)
        sleeper->m_isAsleep = false; // nothing is left to take it from
    while (m_scopes)
        m_scopes->leave();
    const std::lock_guard lock(m_mutex); // last: whoever wakes one of these from now on, sees all of it
    while (m_first)
        unlink(*m_first);
    while (m_waiting)
        std::exchange(m_waiting, m_waiting->m_before)->loseLoop();
}

Loop &Loop::current()
{
    if (!t_loop) [[unlikely]]
        t_loop = make();
    return *t_loop;
}

/// A QThread's own storage goes before wait() returns, a thread_local only after that. The main thread's goes with the
/// application object, and coroutines may outlive that.
Loop *Loop::make()
{
    std::unique_ptr<Loop> loop(new Loop);
    const auto *application = QCoreApplication::instance();
    if (application && application->thread() != QThread::currentThread()) {
        static QThreadStorage<Loop *> ofThread;
        ofThread.setLocalData(loop.get());
        return loop.release();
    }
    // What still asks for one after that, such as the destructor of something static, gets one that never runs, and
    // that nothing is left to destroy.
    if (t_hasEnded)
        return loop.release();
    thread_local LoopOwner owner;
    return owner.loop = loop.release();
}

void Wake::post(Loop &loop)
{
    const std::lock_guard lock(loop.m_mutex);
    loop.enqueue(*this);
}

void Wake::postIdle(Loop &loop)
{
    const std::lock_guard lock(loop.m_mutex);
    loop.enqueue(*this, Loop::Turn::Idle);
}

void Wake::revoke()
{
    if (Loop *loop = m_loop.load(std::memory_order_acquire)) {
        const std::lock_guard lock(loop->m_mutex);
        if (m_loop.load(std::memory_order_relaxed))
            loop->unlink(*this);
    }
}

void Loop::enqueue(Wake &wake, Turn turn)
{
    if (wake.m_loop.load(std::memory_order_relaxed))
        return;
    wake.m_loop.store(this, std::memory_order_release);
    wake.m_previous = m_last;
    wake.m_next = nullptr;
    (m_last ? m_last->m_next : m_first) = &wake;
    m_last = &wake;
    ++m_size;
    wake.m_isIdle = turn == Turn::Idle;
    m_idleSize += wake.m_isIdle;
    // An event has to wake the thread up, in case it sleeps. A timer of zero costs half of that, and what comes from
    // within a slice nothing: its end sees to it.
    if (turn == Turn::Next && !isOwnSlice())
        requestSlice();
    else if (turn == Turn::Idle && !m_idle.isActive())
        m_idle.start(0, this);
}

/// Whether this is the slice's own thread, with no other event loop started inside of it.
bool Loop::isOwnSlice() const
{
    return t_loop == this && m_inSlice && QThread::currentThread()->loopLevel() == m_level;
}

bool Loop::beginSlice()
{
    if (std::exchange(m_inSlice, true))
        return false;
    QThread *const thread = QThread::currentThread();
    m_level = thread->loopLevel();
    if (QAbstractEventDispatcher *dispatcher = thread->eventDispatcher(); dispatcher && dispatcher != m_dispatcher) {
        m_dispatcher = dispatcher;
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &Loop::seeToNestedLoop);
    }
    m_lastLook = std::chrono::steady_clock::now();
    m_sliceEnd = m_lastLook + m_budget;
    return true;
}

/// The time between two looks is to be a small part of the budget, whatever an await takes.
bool Loop::isCreditSpent()
{
    constexpr unsigned most = 64;
    const auto now = std::chrono::steady_clock::now();
    if (now >= m_sliceEnd) {
        // Outside of all slices no other one begins: whoever asks next goes on.
        detail::t_credit = m_inSlice ? 0 : most;
        return true;
    }
    const std::chrono::nanoseconds taken = now - std::exchange(m_lastLook, now);
    if (taken > m_budget / 8)
        m_credit = std::max(unsigned(m_credit * (m_budget / 8) / taken), 1U);
    else if (taken < m_budget / 64)
        m_credit = std::min(m_credit * 2, most);
    detail::t_credit = m_credit - 1;
    return false;
}

void Loop::endSlice()
{
    m_inSlice = false;
    const std::lock_guard lock(m_mutex);
    requestSliceIfReady();
}

/// An event loop that a coroutine runs inside of its slice, such as that of a modal dialog, is about to sleep: what is
/// ready has its turn there. That goes for idle turns too: while a timer's slice runs, Qt does not fire that timer.
void Loop::seeToNestedLoop()
{
    if (!m_inSlice)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_first)
        requestSlice();
}

/// With m_mutex held. Where all that is ready waits for an idle turn, the timer will do.
void Loop::requestSliceIfReady()
{
    if (m_size > (m_idle.isActive() ? m_idleSize : 0))
        requestSlice();
}

void Loop::requestSlice()
{
    if (std::exchange(m_requested, true))
        return;
    QCoreApplication::postEvent(this, new SliceEvent);
}

void Loop::unlink(Wake &wake)
{
    (wake.m_previous ? wake.m_previous->m_next : m_first) = wake.m_next;
    (wake.m_next ? wake.m_next->m_previous : m_last) = wake.m_previous;
    wake.m_loop.store(nullptr, std::memory_order_release);
    --m_size;
    m_idleSize -= wake.m_isIdle;
}

/// All that is queued by now has its turn, and then what comes of it, unless that waits for an idle turn; as far as the
/// budget goes.
void Loop::runSlice(bool isRequested)
{
    const bool wasInSlice = std::exchange(m_inSlice, false); // in an event loop that runs inside of it
    const int outerLevel = m_level;
    beginSlice();
    std::unique_lock lock(m_mutex);
    if (isRequested)
        m_requested = false;
    for (qsizetype turns = m_size; m_first && (turns > 0 || !m_first->m_isIdle); --turns) {
        Wake &wake = *m_first;
        unlink(wake);
        lock.unlock();
        wake.m_fire(wake);
        lock.lock();
        if (m_first && isSliceSpent())
            break;
    }
    m_inSlice = wasInSlice;
    m_level = outerLevel;
    requestSliceIfReady();
}

void Loop::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_idle.timerId())
        return;
    runSlice();
    if (!hasReady())
        m_idle.stop();
}

void Loop::addSleeper(Clock::TimePoint due, Sleeper &sleeper)
{
    if (due == Clock::TimePoint::max()) // for ever: no time wakes it
        return;
    sleeper.m_place = m_sleepers.emplace(due, &sleeper);
    sleeper.m_isAsleep = true;
    if (sleeper.m_place == m_sleepers.begin())
        m_clock->wakeAt(*this, due);
}

void Loop::removeSleeper(Sleeper &sleeper)
{
    const bool wasFirst = sleeper.m_place == m_sleepers.begin();
    m_sleepers.erase(sleeper.m_place);
    sleeper.m_isAsleep = false;
    if (wasFirst)
        m_clock->wakeAt(*this, nextDue());
}

std::optional<Clock::TimePoint> Loop::nextDue() const
{
    return m_sleepers.empty() ? std::nullopt : std::optional(m_sleepers.begin()->first);
}

void Loop::wakeSleepers()
{
    const Clock::TimePoint now = m_clock->now();
    while (!m_sleepers.empty() && m_sleepers.begin()->first <= now) {
        Sleeper &sleeper = *m_sleepers.begin()->second;
        m_sleepers.erase(m_sleepers.begin());
        sleeper.m_isAsleep = false;
        const std::lock_guard lock(m_mutex);
        enqueue(sleeper, Turn::Now);
    }
    m_clock->wakeAt(*this, nextDue());
    runSlice(); // called from the event loop: this is the turn
}

void Loop::setClock(Clock *clock)
{
    Clock &before = *std::exchange(m_clock, clock ? clock : &m_steady);
    before.wakeAt(*this, {});
    const auto shift = m_clock->now() - before.now();
    Sleepers sleepers = std::exchange(m_sleepers, {});
    for (const auto &[due, sleeper] : sleepers)
        sleeper->m_place = m_sleepers.emplace(detail::timeAfter(due, shift), sleeper);
    m_clock->wakeAt(*this, nextDue());
}

bool Loop::hasReady()
{
    const std::lock_guard lock(m_mutex);
    return m_first;
}

bool Loop::event(QEvent *event)
{
    if (event->type() == sliceEvent) {
        runSlice(true);
        return true;
    }
    return QObject::event(event);
}

} // namespace livebelt::async
