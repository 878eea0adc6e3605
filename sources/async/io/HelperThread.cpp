// SPDX-License-Identifier: MIT
#include <livebelt/async/io/HelperThread.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <thread>

namespace livebelt::async::detail {

namespace {
/// How long a thread stays for the next function.
constexpr auto lingering = std::chrono::milliseconds(250);
} // namespace

struct HelperThread::State
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> functions;
    bool hasThread = false;
    bool isClosing = false;
};

HelperThread::HelperThread() : m_state(std::make_shared<State>()) {}

HelperThread::~HelperThread()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isClosing = true;
    m_state->changed.notify_one();
}

void HelperThread::post(std::function<void()> function)
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->hasThread) {
        std::thread([state = m_state] { work(state); }).detach();
        m_state->hasThread = true;
    }
    m_state->functions.push_back(std::move(function));
    m_state->changed.notify_one();
}

void HelperThread::work(const std::shared_ptr<State> &state)
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);

    std::unique_lock lock(state->mutex);
    const auto hasNews = [&] { return !state->functions.empty() || state->isClosing; };
    while (true) {
        state->changed.wait_for(lock, lingering, hasNews);
        if (state->functions.empty())
            break;
        std::function<void()> function = std::move(state->functions.front());
        state->functions.pop_front();
        lock.unlock();
        function();
        function = nullptr;
        lock.lock();
    }
    state->hasThread = false;
}

} // namespace livebelt::async::detail
