// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/FilterCatalog.h"

#include "model/records/FieldScanner.h"

namespace livebelt {

void FilterCatalog::add(const Record &record)
{
    ++m_records;
    ++m_levels.at(size_t(record.level));
    ++m_kinds.at(size_t(record.kind));
    if (!record.subject.isEmpty() && record.kind != RecordKind::Notice)
        count(m_subjects, record.subject);
    if (!record.unit.isEmpty())
        count(m_units, record.unit);
    FieldScanner fields(record.fields);
    while (fields.next()) {
        const QByteArray name = fields.name();
        auto found = m_fields.find(name);
        if (found == m_fields.end()) {
            if (m_fields.size() >= mostNames)
                continue;
            found = m_fields.insert(name, {});
        }
        FieldScanner::Room room;
        count(*found, fields.valueIn(room));
    }
}

void FilterCatalog::addFeed(const QByteArray &name, quint64 count)
{
    m_feeds.count += count;
    m_feeds.values[name] += count;
}

void FilterCatalog::count(Seen &seen, QByteArrayView value)
{
    ++seen.count;
    if (value.isEmpty() || value.size() > longestValue)
        return;
    const QByteArray key = value.toByteArray();
    if (const auto found = seen.values.find(key); found != seen.values.end())
        ++*found;
    else if (seen.values.size() < mostValues)
        seen.values.insert(key, 1);
}

} // namespace livebelt
