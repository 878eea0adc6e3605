// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/BlockBuilder.h"

#include "model/records/FieldScanner.h"
#include "model/records/SeriesValues.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr qsizetype mostDifferentSubjects = 4096; ///< counted apart
constexpr qsizetype longestName = 4096;           ///< of a series, in bytes

} // namespace

void BlockBuilder::add(const Record &record, qint64 id)
{
    if (m_count == 0)
        m_block.firstSeq = record.seq;
    m_block.lastSeq = record.seq;
    m_block.ids.add(id);
    m_block.received.add(record.received);
    m_block.times.add(record.when());
    m_block.levels |= quint8(1 << int(record.level));
    m_block.kinds |= quint8(1 << int(record.kind));
    ++m_block.summary.levels.at(size_t(record.level));
    ++m_block.summary.kinds.at(size_t(record.kind));
    m_block.checksum = (m_block.checksum << 1 | m_block.checksum >> 63) ^ checksumOf(record);
    m_sketch.add(record.text);
    m_sketch.add(record.subject);
    FieldScanner fields(record.fields);
    while (fields.next()) {
        FieldScanner::Room room;
        m_sketch.add(fields.valueIn(room));
    }
    if (!record.subject.isEmpty() && record.kind != RecordKind::Notice)
        addSubject(record.subject);
    addNumbers(record);
    ++m_count;
}

void BlockBuilder::addSubject(const QByteArray &subject)
{
    if (const auto found = m_subjects.find(subject); found != m_subjects.end())
        ++*found;
    else if (m_subjects.size() < mostDifferentSubjects)
        m_subjects.insert(subject, 1);
    else
        ++m_block.summary.otherSubjects;
}

void BlockBuilder::addNumbers(const Record &record)
{
    const auto at = quint8(m_count * BlockSeries::stretches / blockRecords % BlockSeries::stretches);
    SeriesValues numbers(record, m_meanings);
    while (const SeriesValue *next = numbers.next()) {
        const SeriesValue &number = *next;
        if (std::isnan(number.value) || record.subject.size() + number.field.size() > longestName)
            continue;
        const QByteArray name = record.subject + '\0' + number.field.toByteArray() + '\0' + number.unit.toByteArray();
        std::vector<BlockSeries> &all = m_block.summary.series;
        auto found = m_series.constFind(name);
        if (found == m_series.constEnd()) {
            if (all.size() >= BlockSummary::mostSeries) {
                m_block.summary.hasMoreSeries = true;
                continue;
            }
            BlockSeries begun;
            begun.subject = record.subject;
            begun.field = number.field.toByteArray();
            begun.unit = number.unit.toByteArray();
            begun.first = begun.least = begun.most = number.value;
            all.push_back(std::move(begun));
            found = m_series.insert(name, all.size() - 1);
        }
        BlockSeries &series = all[*found];
        ++series.count;
        series.least = std::min(series.least, number.value);
        series.most = std::max(series.most, number.value);
        series.last = number.value;
        series.sum += number.value;
        series.squares += number.value * number.value;
        if (series.parts.empty() || series.parts.back().at != at)
            series.parts.push_back({at, number.value, number.value});
        series.parts.back().least = std::min(series.parts.back().least, number.value);
        series.parts.back().most = std::max(series.parts.back().most, number.value);
    }
}

Block BlockBuilder::take()
{
    BlockSummary &summary = m_block.summary;
    for (auto subject = m_subjects.constBegin(); subject != m_subjects.constEnd(); ++subject)
        summary.subjects.emplace_back(subject.key(), subject.value());
    std::sort(summary.subjects.begin(), summary.subjects.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    for (size_t i = BlockSummary::mostSubjects; i < summary.subjects.size(); ++i)
        summary.otherSubjects += summary.subjects[i].second;
    summary.subjects.resize(std::min(summary.subjects.size(), BlockSummary::mostSubjects));
    m_block.grams = m_sketch.grams();
    m_block.marks = m_sketch.marks();
    m_sketch.clear();
    m_subjects.clear();
    m_series.clear();
    m_count = 0;
    return std::exchange(m_block, {});
}

} // namespace livebelt
