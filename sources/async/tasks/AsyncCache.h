// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/CacheState.h>

namespace livebelt::async {

/// Keeps what has been looked up, for its time, and as much of it as there is room for; whoever asks for what is being
/// looked up already waits for the same answer.
///
/// Keys are those of a QHash; answers are copied to whoever asks, so large ones are best a std::shared_ptr. Where there
/// is no room, the answer that was not asked for the longest goes. An error, and an empty std::optional, is an answer
/// too, kept for its own, shorter time; whoever asks gets the error thrown. Time is that of the thread's clock, and
/// counts from the answer. One thread. Look-ups are bounded by those who wait for them.
///
/// Cancellation: who leaves takes nothing from the others; when the last one has left, the look-up is cancelled, and
/// nothing is kept of it. Safe to cancel. Destroying the cache cancels all look-ups; who waits gets CacheGone. A
/// look-up must not ask for its own key.
///
///     AsyncCache<QString, QHostAddress> hosts([](QString name) { return resolve(name); });
///     const QHostAddress address = co_await hosts.get(name);
template<typename Key, typename Value, typename Cost = UnitCost>
class AsyncCache
{
    using State = detail::CacheState<Key, Value, Cost>;

public:
    /// lookUp is a function of a Key that returns a Task<Value>.
    explicit AsyncCache(typename State::LookUp lookUp, CacheOptions options = {})
        : m_state(std::make_shared<State>(std::move(lookUp), options))
    {
    }
    AsyncCache(AsyncCache &&other) noexcept = default;
    AsyncCache &operator=(AsyncCache &&other) noexcept
    {
        AsyncCache old(std::move(*this));
        m_state = std::move(other.m_state);
        return *this;
    }
    ~AsyncCache()
    {
        if (m_state)
            m_state->abandon();
    }

    /// The answer, or its error. Looks it up when it is awaited, unless it is there or on its way.
    Task<Value> get(Key key) { return State::get(m_state, std::move(key)); }
    /// Forgets it: the next one to ask has it looked up anew. A look-up under way still answers those who wait for it.
    void invalidate(const Key &key) { m_state->invalidate(key); }
    /// Forgets all.
    void clear() { m_state->clear(); }
    /// What it has been asked, and had.
    CacheStatistics statistics() const { return m_state->statistics(); }

private:
    std::shared_ptr<State> m_state;
};

} // namespace livebelt::async
