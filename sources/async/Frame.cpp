// SPDX-License-Identifier: MIT
#include <livebelt/async/Frame.h>

#include <utility>

namespace livebelt::async {

namespace {
constinit thread_local Run *t_run = nullptr;
}

constinit thread_local Frame *Frame::t_current = nullptr;

void Frame::operator delete(void *memory, std::size_t size) noexcept
{
    FramePool::free(memory, size);
}

void Frame::resumeFrame(Wake &wake)
{
    Run::resume(static_cast<Frame &>(wake).continuation());
}

void Frame::release(Frame *frame) noexcept
{
    if (!frame)
        return;
    if (frame->m_life == Life::Suspended && frame->isDone()) [[likely]]
        frame->m_handle.destroy();
    else
        cancel(frame);
}

void Frame::cancel(Frame *frame) noexcept
{
    if (frame->m_life == Life::Active) {
        frame->revoke();
        frame->m_life = Life::Orphaned;
        return;
    }
    if (t_run && !frame->isDone() && Run::postpone(frame)) [[unlikely]]
        return;
    frame->m_handle.destroy();
}

void Run::resume(Continuation continuation)
{
    Run run;
    run.m_outer = std::exchange(t_run, &run);
    while (continuation) {
        run.m_frame = continuation.frame;
        run.m_next = {};
        if (continuation.frame) {
            if (continuation.frame->m_life == Frame::Life::Orphaned) [[unlikely]]
                break; // postponed further down this stack
            if (!continuation.frame->run())
                run.m_frame = nullptr;
        } else {
            continuation.handle.resume();
        }
        continuation = run.m_next;
        if (run.m_doomed && continuation.frame && run.isDoomed(continuation.frame))
            break;
    }
    run.m_frame = nullptr;
    t_run = run.m_outer;
    while (run.m_doomed) {
        Frame *frame = std::exchange(run.m_doomed, run.m_doomed->m_parent);
        frame->m_parent = nullptr;
        frame->m_life = Frame::Life::Suspended;
        Frame::release(frame);
    }
}

bool Run::goOnWith(Continuation continuation)
{
    if (!t_run || t_run->m_next)
        return false;
    t_run->m_next = continuation;
    return true;
}

/// Destroying a frame would destroy those that it awaits: not while one of them is running further up this stack.
bool Run::postpone(Frame *frame)
{
    for (Run *run = t_run; run; run = run->m_outer) {
        if (run->runsBelow(frame)) {
            frame->revoke();
            frame->m_life = Frame::Life::Orphaned;
            frame->m_parent = std::exchange(run->m_doomed, frame);
            return true;
        }
    }
    return false;
}

bool Run::runsBelow(const Frame *frame) const
{
    for (const Frame *running : {static_cast<const Frame *>(m_frame), static_cast<const Frame *>(m_next.frame)}) {
        for (const Frame *f = running; f; f = f->m_parent) {
            if (f == frame)
                return true;
        }
    }
    return false;
}

bool Run::isDoomed(const Frame *frame) const
{
    for (const Frame *f = frame; f; f = f->m_parent) {
        for (const Frame *doomed = m_doomed; doomed; doomed = doomed->m_parent) {
            if (f == doomed)
                return true;
        }
    }
    return false;
}

} // namespace livebelt::async
