// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/operators/Hub.h>
#include <livebelt/async/operators/Resident.h>

#include <functional>

namespace livebelt::async::detail {

/// The running end of a hub: without it, nothing more comes.
template<typename T>
class HubInput
{
public:
    explicit HubInput(std::shared_ptr<Hub<T>> hub) : m_hub(std::move(hub)) {}
    HubInput(HubInput &&) noexcept = default;
    ~HubInput()
    {
        if (m_hub)
            m_hub->end(std::make_exception_ptr(ThreadGone()));
    }
    Hub<T> *operator->() const { return m_hub.get(); }

private:
    std::shared_ptr<Hub<T>> m_hub;
};

template<typename T>
using MakeItems = std::function<AsyncIterator<T>()>;

template<typename T>
Task<void> distribute(HubInput<T> input, std::shared_ptr<const MakeItems<T>> make)
{
    std::exception_ptr error;
    try {
        AsyncIterator<T> items = (*make)();
        std::vector<typename Hub<T>::Parcel> waiting;
        while (auto item = co_await items.next()) {
            input->offer(std::move(*item), waiting);
            for (auto &parcel : waiting)
                co_await parcel.to.send(std::move(parcel.item));
            waiting.clear();
        }
    } catch (...) {
        error = std::current_exception();
    }
    input->end(error);
}

/// Starts the source for the first subscriber, and stops it after the last.
template<typename T>
class Sharing
{
public:
    /// restarts: make can be called more than once.
    Sharing(MakeItems<T> make, bool restarts, std::size_t replay)
        : m_make(std::make_shared<MakeItems<T>>(std::move(make))), m_replay(replay), m_restarts(restarts)
    {
    }

    typename Hub<T>::Place join(quint64 most, quint64 bound, Overflow policy)
    {
        std::shared_ptr<Hub<T>> old; // destroyed after the lock is let go: that runs code of the items
        const std::lock_guard lock(m_mutex);
        if (!m_hub || (m_restarts && m_hub->isEmpty())) {
            old = std::exchange(m_hub, std::make_shared<Hub<T>>(m_replay));
            m_run = m_resident.start(distribute<T>(HubInput<T>(m_hub), m_make));
        }
        return m_hub->add(most, bound, policy);
    }
    void leave(quint64 id)
    {
        quint64 run = 0;
        {
            const std::lock_guard lock(m_mutex);
            m_hub->remove(id);
            if (!m_hub->isEmpty())
                return;
            m_hub->end({});
            run = m_run;
        }
        m_resident.stop(run); // without the lock: it may destroy the source here and now
    }
    std::vector<BufferStatistics> statistics() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hub ? m_hub->statistics() : std::vector<BufferStatistics>();
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const MakeItems<T>> m_make;
    std::shared_ptr<Hub<T>> m_hub; ///< of the last run
    quint64 m_run = 0;
    std::size_t m_replay;
    bool m_restarts;
    Resident m_resident;
};

/// One subscriber's part of it.
template<typename T>
class Subscription
{
public:
    Subscription(std::shared_ptr<Sharing<T>> sharing, quint64 capacity, Overflow policy)
        : m_sharing(std::move(sharing))
        , m_atOnce(policy == Overflow::Block ? std::size_t(capacity / 2) + 1 : 1)
        , m_place(m_sharing->join(std::max<quint64>(capacity, 1), capacity - (m_atOnce - 1), policy))
    {
    }
    Subscription(const Subscription &) = delete;
    Subscription &operator=(const Subscription &) = delete;
    ~Subscription()
    {
        m_place.items.close(); // nobody waits for it any more
        m_sharing->leave(m_place.id);
    }
    /// Several at once where the source waits for room: it is not to be woken for each.
    auto receive() { return m_place.items.receiveBatch(m_atOnce); }
    /// How many items are missing before that one.
    quint64 gapBefore(quint64 number) { return number - std::exchange(m_place.first, number + 1); }

private:
    std::shared_ptr<Sharing<T>> m_sharing;
    std::size_t m_atOnce; ///< what is taken and not yet handed on counts as buffered
    typename Hub<T>::Place m_place;
};

/// On the heap: of a local value g++ 12 -O2 keeps a part in a register across the suspension, which nobody restores.
template<typename T>
AsyncIterator<Received<T>> receivedBy(std::unique_ptr<Subscription<T>> given)
{
    const std::unique_ptr<Subscription<T>> subscription = std::move(given); // a parameter would outlive the end
    while (true) {
        auto batch = co_await subscription->receive();
        if (batch.items.empty())
            break;
        for (auto &received : batch.items) {
            Received<T> own(*received.item, subscription->gapBefore(received.lagged));
            received.item.reset();
            co_yield std::move(own);
        }
    }
}

} // namespace livebelt::async::detail
