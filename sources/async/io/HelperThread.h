// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

namespace livebelt::async::detail {

/// Runs functions that may block, one after the other, on a thread of its own. The thread is there only while there is
/// work, and for a moment after it: an idle helper costs none. Its destruction waits for nothing: what has been posted
/// is still run, and then the thread ends. So a function that never returns holds up this helper and nobody else, and
/// has to own all that it touches. Signals of the process are left to other threads.
class HelperThread
{
public:
    HelperThread();
    ~HelperThread();
    HelperThread(const HelperThread &) = delete;
    HelperThread &operator=(const HelperThread &) = delete;

    /// function throws nothing; it is destroyed on the thread. Throws std::system_error where the system has no thread
    /// for us.
    void post(std::function<void()> function);

private:
    struct State;
    static void work(const std::shared_ptr<State> &state);
    std::shared_ptr<State> m_state;
};

} // namespace livebelt::async::detail
