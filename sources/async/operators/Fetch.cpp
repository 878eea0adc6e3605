// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/Fetch.h>

namespace livebelt::async::detail {

Turns::Turns() = default;
Turns::~Turns() = default;

void Turns::add(std::size_t number)
{
    m_numbers.push_back(number);
    if (m_waiter)
        std::exchange(m_waiter, nullptr)->wakeNext();
}

std::size_t Turns::take()
{
    const std::size_t number = m_numbers.front();
    m_numbers.pop_front();
    return number;
}

void Turns::Awaiter::enter(Continuation continuation)
{
    suspend(continuation);
    m_turns.m_waiter = this;
    if (!m_turns.m_numbers.empty())
        wake();
}

namespace {
class ItemAwaiter final : public Pull
{
public:
    using Pull::Pull;
    void *await_resume() { return takeItem(); }
};
} // namespace

FetchCore::~FetchCore()
{
    m_pending.cancel();
    IteratorFrame::drop(m_items);
}

bool FetchCore::request()
{
    if (m_state != State::Idle)
        return m_state == State::Answered;
    ItemAwaiter next(m_items);
    if (next.await_ready()) {
        m_item = next.await_resume();
        m_state = State::Answered;
        return true;
    }
    m_state = State::Asked;
    m_pending.spawn(wait(this));
    return false;
}

void *FetchCore::borrow()
{
    if (m_error)
        std::rethrow_exception(std::exchange(m_error, {}));
    if (m_item) {
        m_state = State::Idle;
        return std::exchange(m_item, nullptr);
    }
    IteratorFrame::drop(std::exchange(m_items, nullptr));
    return nullptr;
}

Task<void> FetchCore::wait(FetchCore *fetch)
{
    try {
        ItemAwaiter next(fetch->m_items);
        void *const item = co_await next;
        fetch->m_item = item;
    } catch (...) {
        fetch->m_error = std::current_exception();
    }
    fetch->m_state = State::Answered;
    fetch->m_turns.add(fetch->m_number);
}

} // namespace livebelt::async::detail
