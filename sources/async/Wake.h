// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace livebelt::async {

class Loop;

/// Something that waits to be run by a thread's Loop: a link of its queue. Belongs to the thread whose Loop it names.
/// Destroying it takes it out of the queue, so nothing is ever woken that is no longer there.
class Wake
{
public:
    Wake(const Wake &) = delete;
    Wake &operator=(const Wake &) = delete;

    /// Queues it on its loop; once however often it is called. From any thread, as long as the object lives.
    void post(Loop &loop);
    /// The same, once the event loop has nothing better to do. Only on the loop's own thread.
    void postIdle(Loop &loop);
    /// Takes it out of the queue. Only on the thread it waits on.
    void revoke();
    bool isPosted() const { return m_loop.load(std::memory_order_acquire) != nullptr; }

protected:
    using Fire = void (*)(Wake &);
    explicit Wake(Fire fire) : m_fire(fire) {}
    ~Wake()
    {
        if (isPosted())
            revoke();
    }

private:
    friend class Loop;
    Fire m_fire;
    Wake *m_previous; ///< these two say something only while it stands in a queue: frames are made often
    Wake *m_next;
    bool m_isIdle;                       ///< waits for an idle turn; as these two
    std::atomic<Loop *> m_loop{nullptr}; ///< the queue it stands in
};

} // namespace livebelt::async
