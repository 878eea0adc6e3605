// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/tasks/CacheStore.h>

namespace livebelt::async::detail {

/// What an AsyncCache shares with those who wait for its answers.
template<typename Key, typename Value, typename Cost>
class CacheState
{
public:
    using LookUp = std::function<Task<Value>(Key)>;
    using Self = std::shared_ptr<CacheState>;

    CacheState(LookUp lookUp, CacheOptions options)
        : m_lookUp(std::move(lookUp)), m_options(options), m_store(options.capacity)
    {
    }

    static Task<Value> get(Self self, Key key)
    {
        if (const auto kept = self->m_store.find(key, now())) {
            ++self->m_statistics.hits;
            co_return kept->give();
        }
        Waiting waiting(self, self->flightTo(key));
        Flight &flight = *waiting.flight;
        if (!std::exchange(flight.isStarted, true))
            flight.scope.spawn(fly(self, waiting.flight));
        while (!flight.isOver)
            co_await waiting.landed.wait();
        if (!flight.answer)
            throw CacheGone();
        co_return flight.answer->give();
    }
    /// Who waits already gets his answer, but it is not kept.
    void invalidate(const Key &key)
    {
        m_flights.remove(key);
        m_store.remove(key);
    }
    void clear()
    {
        m_flights.clear();
        m_store.clear();
    }
    void abandon()
    {
        clear();
        while (!m_airborne.empty()) {
            const FlightPointer flight = m_airborne.front();
            finish(*flight, nullptr);
            flight->scope.cancel();
        }
    }
    CacheStatistics statistics() const
    {
        CacheStatistics statistics = m_statistics;
        m_store.addTo(statistics);
        return statistics;
    }

private:
    using Answer = typename CacheStore<Key, Value, Cost>::Answer;

    /// One look-up. It keeps itself alive as long as it runs, by the frame in its scope.
    struct Flight
    {
        explicit Flight(Key k) : key(std::move(k)) {}
        Key key;
        Answer answer;
        std::list<Event *> waiting;
        bool isStarted = false;
        bool isOver = false;
        typename std::list<std::shared_ptr<Flight>>::iterator place;
        Scope scope;
    };
    using FlightPointer = std::shared_ptr<Flight>;

    /// One who waits for a flight. The last one to leave before it has landed cancels it.
    struct Waiting
    {
        Waiting(Self s, FlightPointer f) : self(std::move(s)), flight(std::move(f))
        {
            place = flight->waiting.insert(flight->waiting.end(), &landed);
        }
        Waiting(Waiting &&) = delete;
        ~Waiting()
        {
            flight->waiting.erase(place);
            if (flight->isOver || !flight->waiting.empty())
                return;
            ++self->m_statistics.cancelled;
            self->finish(*flight, nullptr);
            flight->scope.cancel();
        }
        Self self;
        FlightPointer flight;
        Event landed;
        std::list<Event *>::iterator place;
    };

    static Clock::TimePoint now() { return Loop::current().clock().now(); }

    FlightPointer flightTo(const Key &key)
    {
        FlightPointer &flight = m_flights[key];
        if (flight) {
            ++m_statistics.shared;
            return flight;
        }
        ++m_statistics.misses;
        flight = std::make_shared<Flight>(key);
        flight->place = m_airborne.insert(m_airborne.end(), flight);
        return flight;
    }
    static Task<void> fly(Self self, FlightPointer flight)
    {
        auto answer = std::make_shared<CacheAnswer<Value>>();
        try {
            Value value = co_await self->m_lookUp(flight->key);
            answer->value.emplace(std::move(value));
        } catch (...) {
            answer->error = std::current_exception();
        }
        if (flight->isOver)
            co_return;
        if (self->m_flights.value(flight->key) == flight)
            self->keep(flight->key, answer);
        self->finish(*flight, std::move(answer));
    }
    void keep(const Key &key, Answer answer)
    {
        const TimeSpan timeToLive = answer->isNegative() ? m_options.negativeTimeToLive : m_options.timeToLive;
        if (timeToLive.value().count() > 0)
            m_store.put(key, std::move(answer), timeAfter(now(), timeToLive));
    }
    void finish(Flight &flight, Answer answer)
    {
        flight.isOver = true;
        flight.answer = std::move(answer);
        for (Event *landed : flight.waiting)
            landed->set();
        const auto current = m_flights.constFind(flight.key);
        if (current != m_flights.cend() && current->get() == &flight)
            m_flights.erase(current);
        m_airborne.erase(flight.place);
    }

    LookUp m_lookUp;
    CacheOptions m_options;
    CacheStore<Key, Value, Cost> m_store;
    QHash<Key, FlightPointer> m_flights; ///< those to be joined
    std::list<FlightPointer> m_airborne; ///< all
    CacheStatistics m_statistics;
};

} // namespace livebelt::async::detail
