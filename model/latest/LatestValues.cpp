// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/LatestValues.h"

#include "model/latest/TopicOrder.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr double memory = 10; ///< seconds after which an interval counts for little

LatestValues::Value &valueOf(LatestValues::Entry &entry, const QByteArray &field)
{
    const auto known =
        std::find_if(entry.values.begin(), entry.values.end(), [&](const auto &value) { return value.field == field; });
    if (known != entry.values.end())
        return *known;
    LatestValues::Value &added = entry.values.emplace_back();
    added.field = field;
    return added;
}

} // namespace

const LatestValues::Value *LatestValues::Entry::mainValue() const
{
    const auto main = std::find_if(values.begin(), values.end(), [](const Value &value) { return value.isMain; });
    if (main != values.end())
        return &*main;
    return values.size() == 1 ? &values.front() : nullptr;
}

bool LatestValues::Entry::isRetained() const
{
    return last.fields.contains("\"retain\":1");
}

qint64 LatestValues::find(const QByteArray &subject) const
{
    const auto known = m_numbers.find(subject);
    return known == m_numbers.end() ? -1 : qint64(known->second);
}

LatestValues::Entry *LatestValues::entryFor(const QByteArray &subject)
{
    if (const auto known = m_numbers.find(subject); known != m_numbers.end())
        return &m_entries[known->second];
    if (m_entries.size() >= mostSubjects) {
        m_hasMore = true;
        return nullptr;
    }
    const auto number = quint32(m_entries.size());
    m_numbers.emplace(subject, number);
    return &m_entries.emplace_back();
}

void LatestValues::addNumbers(Entry &entry, const LatestChange &change)
{
    for (const LatestChange::Series &series : change.series) {
        Value &value = valueOf(entry, series.field);
        if (!series.unit.isEmpty())
            value.unit = series.unit;
        value.numbers.add(series.numbers);
        if (series.numbers.count > 0)
            value.curve.add(change.last.received, float(series.numbers.last));
    }
    for (Value &value : entry.values)
        value.isMain = entry.last.hasValue() && value.numbers.last == entry.last.value;
}

void LatestValues::take(const LatestChanges &changes)
{
    for (const LatestChange &change : changes) {
        Entry *entry = entryFor(change.last.subject);
        if (!entry)
            continue;
        if (entry->count > 0) {
            const double passed = std::max(0.0, double(change.last.received - entry->last.received) / 1e6);
            const double interval = passed / double(change.count);
            const double share = 1 - std::exp(-passed / memory);
            entry->interval = entry->interval == 0 ? interval : entry->interval + (interval - entry->interval) * share;
        }
        entry->last = change.last;
        entry->count += change.count;
        entry->version = ++m_version;
        const size_t parts = entry->values.size();
        addNumbers(*entry, change);
        m_havePartsCome |= entry->hasParts() && entry->values.size() != parts;
        judge(quint32(find(change.last.subject)));
    }
    if (!changes.empty())
        Q_EMIT changed();
}

void LatestValues::takeEarlier(const LatestChanges &changes)
{
    for (const LatestChange &change : changes) {
        Entry *entry = entryFor(change.last.subject);
        if (!entry)
            continue;
        Entry later = std::exchange(*entry, {});
        entry->isListed = later.isListed;
        entry->last = change.last;
        for (const Value &value : later.values)
            entry->values.emplace_back().field = value.field; // where they were
        addNumbers(*entry, change);
        if (later.count > 0) {
            entry->last = later.last;
            entry->interval = later.interval;
        }
        entry->count = change.count + later.count;
        entry->version = ++m_version;
        for (const Value &value : later.values) {
            Value &merged = valueOf(*entry, value.field);
            merged.numbers.add(value.numbers);
            merged.unit = value.unit.isEmpty() ? merged.unit : value.unit;
            merged.curve = value.curve;
            merged.isMain = value.isMain;
        }
        m_havePartsCome |= entry->hasParts();
        judge(quint32(find(change.last.subject)));
    }
    if (!changes.empty())
        Q_EMIT changed();
}

void LatestValues::startAnew()
{
    for (Entry &entry : m_entries)
        entry.last.seq = 0;
}

void LatestValues::setFilter(const Filter &filter, const QByteArray &feedName)
{
    m_filter = filter;
    m_feedName = feedName;
    for (quint32 number = 0; number < m_entries.size(); ++number)
        judge(number);
    Q_EMIT changed();
}

void LatestValues::judge(quint32 number)
{
    Entry &entry = m_entries[number];
    entry.passes = m_filter.isEmpty() || m_filter.matches(entry.last, m_feedName);
    if (entry.passes && !entry.isListed)
        m_coming.push_back(number);
    else if (!entry.passes && entry.isListed)
        m_areGoing = true;
}

std::pair<size_t, size_t> LatestValues::below(QByteArrayView subject) const
{
    const auto isBefore = [&](quint32 number) { return compareTopics(m_entries[number].subject(), subject) <= 0; };
    const auto isBeforeOrBelow = [&](quint32 number) {
        const QByteArrayView other(m_entries[number].subject());
        return isBelow(other, subject) || compareTopics(other, subject) <= 0;
    };
    const auto first = std::partition_point(m_listed.begin(), m_listed.end(), isBefore);
    const auto last = std::partition_point(first, m_listed.end(), isBeforeOrBelow);
    return {size_t(first - m_listed.begin()), size_t(last - m_listed.begin())};
}

bool LatestValues::settle()
{
    bool hasChanged = std::exchange(m_havePartsCome, false);
    if (std::exchange(m_areGoing, false)) {
        const auto goes = [this](quint32 number) {
            Entry &entry = m_entries[number];
            if (entry.passes)
                return false;
            entry.isListed = false;
            return true;
        };
        m_listed.erase(std::remove_if(m_listed.begin(), m_listed.end(), goes), m_listed.end());
        hasChanged = true;
    }
    const auto before = qptrdiff(m_listed.size());
    for (const quint32 number : std::exchange(m_coming, {})) {
        Entry &entry = m_entries[number];
        if (!entry.passes || std::exchange(entry.isListed, true))
            continue;
        m_listed.push_back(number);
    }
    const auto isLess = [this](quint32 a, quint32 b) {
        return compareTopics(m_entries[a].subject(), m_entries[b].subject()) < 0;
    };
    const auto middle = m_listed.begin() + before;
    hasChanged |= middle != m_listed.end();
    std::sort(middle, m_listed.end(), isLess);
    std::inplace_merge(m_listed.begin(), middle, m_listed.end(), isLess);
    return hasChanged;
}

} // namespace livebelt
