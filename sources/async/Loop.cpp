// SPDX-License-Identifier: MIT
#include "sources/async/Loop.h"

#include "sources/async/FramePool.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QThread>
#include <QThreadStorage>
#include <QTimerEvent>
#include <algorithm>
#include <limits>
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

// Constant-initialised, so that reading it costs one instruction; the owner beside it is touched once a thread.
constinit thread_local Loop *t_loop = nullptr;

} // namespace

Loop::Loop() = default;

Loop::~Loop()
{
    t_loop = nullptr;
    while (takeFirst()) {
    }
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
    thread_local std::unique_ptr<Loop> owner;
    owner = std::move(loop);
    return owner.get();
}

void Wake::post(Loop &loop)
{
    loop.enqueue(*this);
}

void Wake::revoke()
{
    if (Loop *loop = m_loop.load(std::memory_order_acquire)) {
        const std::lock_guard lock(loop->m_mutex);
        if (m_loop.load(std::memory_order_relaxed))
            loop->unlink(*this);
    }
}

void Loop::enqueue(Wake &wake)
{
    const std::lock_guard lock(m_mutex);
    if (wake.m_loop.load(std::memory_order_relaxed))
        return;
    wake.m_loop.store(this, std::memory_order_release);
    wake.m_previous = m_last;
    wake.m_next = nullptr;
    (m_last ? m_last->m_next : m_first) = &wake;
    m_last = &wake;
    ++m_size;
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
}

Wake *Loop::takeFirst()
{
    const std::lock_guard lock(m_mutex);
    Wake *wake = m_first;
    if (wake)
        unlink(*wake);
    return wake;
}

void Loop::runSlice()
{
    qsizetype turns = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_requested = false;
        turns = m_size; // what is queued from now on waits for the next slice: the event loop comes in between
    }
    const QScopedValueRollback inSlice(m_inSlice, true);
    m_sliceEnd = Clock::now() + m_budget;
    while (turns-- > 0) {
        Wake *wake = takeFirst();
        if (!wake)
            return;
        wake->m_fire(*wake);
        if (turns > 0 && isSliceSpent())
            break;
    }
    const std::lock_guard lock(m_mutex);
    if (m_first)
        requestSlice();
}

int Loop::startTimer(Wake &wake, std::chrono::milliseconds after)
{
    constexpr std::chrono::milliseconds most(std::numeric_limits<int>::max());
    const int timer = QObject::startTimer(std::min(after, most), Qt::PreciseTimer);
    m_timers.insert(timer, &wake);
    return timer;
}

void Loop::stopTimer(int timer)
{
    if (m_timers.remove(timer))
        killTimer(timer);
}

bool Loop::event(QEvent *event)
{
    if (event->type() == sliceEvent) {
        runSlice();
        return true;
    }
    if (event->type() == QEvent::Timer) {
        const int timer = static_cast<QTimerEvent *>(event)->timerId();
        if (Wake *wake = m_timers.take(timer)) {
            killTimer(timer);
            enqueue(*wake);
        }
        return true;
    }
    return QObject::event(event);
}

} // namespace livebelt::async
