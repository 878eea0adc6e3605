// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latest/LatestGatherer.h"

#include "model/records/SeriesValues.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

/// Without half a character at the end.
void cut(QByteArray &text, qsizetype most)
{
    if (text.size() <= most)
        return;
    qsizetype end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text = text.first(end); // a copy: the whole of it is let go of
}

void shorten(Record &record)
{
    record.resume.reset();
    if (record.footprint() <= LatestGatherer::mostBytes)
        return;
    cut(record.text, LatestGatherer::mostBytes / 4);
    record.raw.clear();
    if (record.fields.size() > LatestGatherer::mostBytes)
        record.fields.clear(); // cut, they would be no JSON
}

LatestChange::Series &seriesOf(LatestChange &change, QByteArrayView field)
{
    const auto known = std::find_if(change.series.begin(), change.series.end(),
                                    [field](const auto &one) { return one.field == field; });
    return known != change.series.end() ? *known : change.series.emplace_back(field.toByteArray());
}

} // namespace

LatestChange *LatestGatherer::changeOf(const QByteArray &subject)
{
    if (const auto known = m_places.find(subject); known != m_places.end())
        return &m_changes[known->second];
    if (m_changes.size() >= mostSubjects) {
        m_hasMore = true;
        return nullptr;
    }
    m_places.emplace(subject, m_changes.size());
    return &m_changes.emplace_back();
}

void LatestGatherer::add(const Record &record, KnownMeanings &meanings)
{
    if (record.kind == RecordKind::Notice)
        return;
    LatestChange *change = changeOf(record.subject);
    if (!change)
        return;
    if (change->count == 0)
        change->first = record.seq;
    change->last = record;
    ++change->count;
    SeriesValues values(record, meanings);
    while (const SeriesValue *value = values.next()) {
        LatestChange::Series &series = seriesOf(*change, value->field);
        if (!value->unit.isEmpty() && value->unit != series.unit)
            series.unit = value->unit.toByteArray();
        series.numbers.add(value->value);
    }
}

LatestChanges LatestGatherer::take()
{
    m_places.clear();
    for (LatestChange &change : m_changes)
        shorten(change.last);
    return std::exchange(m_changes, {});
}

void LatestGatherer::clear()
{
    m_places.clear();
    m_changes.clear();
}

} // namespace livebelt
