// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table/FieldCensus.h"

#include "model/records/FieldScanner.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr double letters = 24; ///< a value that is longer fills a column by itself
constexpr double leastWorth = 0.15;

} // namespace

void FieldCensus::note(const Record &record)
{
    if (record.kind == RecordKind::Notice || isFull())
        return;
    ++m_records;
    m_rows += record.kind == RecordKind::Row ? 1 : 0;
    m_levels += record.level != Level::None ? 1 : 0;
    m_values += record.hasValue() ? 1 : 0;
    m_texts += record.text.isEmpty() ? 0 : 1;
    if (!record.subject.isEmpty())
        m_subjects.insert(record.subject);
    FieldScanner fields(record.fields);
    while (fields.next()) {
        const QByteArray name = fields.name(), value = fields.value();
        auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &f) { return f.name == name; });
        if (found == m_fields.end()) {
            if (qsizetype(m_fields.size()) >= mostFields)
                continue;
            m_fields.push_back({name, 0, 0, {}, false});
            found = std::prev(m_fields.end());
            const Role role = m_meanings.of(name).role;
            found->isSaid = (role == Role::Level && record.level != Level::None) ||
                            (role == Role::Time && record.time != noTime) || name == "qos";
        }
        if (value.isEmpty() || (!fields.isString() && value == "null"))
            continue;
        found->isSaid = found->isSaid || (value == record.subject && found->count == 0);
        ++found->count;
        found->letters += value.size();
        found->values.insert(qHash(value));
    }
}

/// How often it is there, times how much it varies.
double FieldCensus::worth(const Field &field) const
{
    if (field.count == 0 || field.isSaid)
        return 0;
    const double fill = double(field.count) / m_records;
    const auto distinct = double(field.values.size());
    const double variety = field.count < 4 ? 0.5 : std::log2(distinct) / std::log2(double(field.count));
    const double average = double(field.letters) / field.count;
    const double brevity = average <= letters ? 1 : letters / average;
    // What is another one in every record is an id more often than not.
    const bool isId = distinct >= double(field.count) && field.count > 20 && average > 12;
    return fill * (0.1 + 0.9 * variety) * brevity * (isId ? 0.5 : 1);
}

QByteArrayList FieldCensus::chosen() const
{
    if (hasRows())
        return known();
    std::vector<std::pair<double, size_t>> order;
    for (size_t i = 0; i < m_fields.size(); ++i) {
        if (const double value = worth(m_fields[i]); value >= leastWorth)
            order.emplace_back(-value, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<size_t> best;
    for (size_t i = 0; i < std::min(order.size(), size_t(mostChosen)); ++i)
        best.push_back(order[i].second);
    std::sort(best.begin(), best.end());
    QByteArrayList names;
    for (const size_t i : best)
        names.append(m_fields[i].name);
    return names;
}

QByteArrayList FieldCensus::known() const
{
    QByteArrayList names;
    for (const Field &field : m_fields)
        names.append(field.name);
    return names;
}

} // namespace livebelt
