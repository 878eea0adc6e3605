// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/tasks/CacheOptions.h>

#include <QHash>
#include <exception>
#include <list>
#include <memory>

namespace livebelt::async::detail {

/// What a look-up came back with.
template<typename Value>
struct CacheAnswer
{
    template<typename T>
    static bool isEmpty(const T &)
    {
        return false;
    }
    template<typename T>
    static bool isEmpty(const std::optional<T> &value)
    {
        return !value;
    }
    bool isNegative() const { return error || isEmpty(*value); }
    Value give() const
    {
        if (error)
            std::rethrow_exception(error);
        return *value;
    }

    std::optional<Value> value;
    std::exception_ptr error;
};

/// Answers, each with its time, and a bound to all of them: the one that was not asked for the longest makes room.
template<typename Key, typename Value, typename Cost>
class CacheStore
{
public:
    using Answer = std::shared_ptr<const CacheAnswer<Value>>;

    explicit CacheStore(quint64 capacity) : m_capacity(capacity) {}

    /// Null: there is none any more.
    Answer find(const Key &key, Clock::TimePoint now)
    {
        const auto place = m_places.constFind(key);
        if (place == m_places.cend())
            return nullptr;
        const auto entry = *place;
        if (entry->until <= now) {
            ++m_expired;
            take(entry);
            return nullptr;
        }
        m_entries.splice(m_entries.begin(), m_entries, entry);
        return entry->answer;
    }
    void put(const Key &key, Answer answer, Clock::TimePoint until)
    {
        remove(key);
        const quint64 cost = answer->value ? Cost{}(*answer->value) : 1;
        if (cost > m_capacity)
            return;
        while (m_cost + cost > m_capacity) {
            ++m_evictions;
            take(std::prev(m_entries.end()));
        }
        m_cost += cost;
        m_entries.emplace_front(key, std::move(answer), until, cost);
        m_places.insert(key, m_entries.begin());
    }
    void remove(const Key &key)
    {
        const auto place = m_places.constFind(key);
        if (place != m_places.cend())
            take(*place);
    }
    void clear()
    {
        m_places.clear();
        m_cost = 0;
        const auto old = std::exchange(m_entries, {}); // whose destructors see an empty store
    }
    void addTo(CacheStatistics &statistics) const
    {
        statistics.evictions = m_evictions;
        statistics.expired = m_expired;
        statistics.size = m_entries.size();
        statistics.cost = m_cost;
    }

private:
    struct Entry
    {
        Entry(Key k, Answer a, Clock::TimePoint u, quint64 c)
            : key(std::move(k)), answer(std::move(a)), until(u), cost(c)
        {
        }
        Key key;
        Answer answer;
        Clock::TimePoint until;
        quint64 cost;
    };
    using Entries = std::list<Entry>;

    void take(typename Entries::iterator entry)
    {
        m_cost -= entry->cost;
        m_places.remove(entry->key);
        Entries old;
        old.splice(old.begin(), m_entries, entry);
    }

    Entries m_entries; ///< the one asked for last is the first
    QHash<Key, typename Entries::iterator> m_places;
    quint64 m_capacity;
    quint64 m_cost = 0;
    quint64 m_evictions = 0;
    quint64 m_expired = 0;
};

} // namespace livebelt::async::detail
