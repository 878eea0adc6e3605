// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/BlockBuilder.h"

#include "model/records/FieldScanner.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr qsizetype mostDifferentSubjects = 4096; ///< counted apart
constexpr qsizetype longestName = 4096;           ///< of a series, in bytes

} // namespace

void BlockBuilder::add(const Record &record)
{
    if (m_count == 0)
        m_block.firstSeq = record.seq;
    m_block.lastSeq = record.seq;
    m_block.received.add(record.received);
    m_block.times.add(record.when());
    std::vector<BlockRange> &stretches = m_block.summary.times;
    stretches.resize(std::max<size_t>(stretches.size(), stretch() + 1U));
    stretches.back().add(record.when());
    m_block.levels |= quint8(1 << int(record.level));
    m_block.kinds |= quint8(1 << int(record.kind));
    ++m_block.summary.levels.at(size_t(record.level));
    ++m_block.summary.kinds.at(size_t(record.kind));
    m_block.checksum = (m_block.checksum << 1 | m_block.checksum >> 63) ^ checksumOf(record);
    addTexts(record);
    if (!record.subject.isEmpty() && record.kind != RecordKind::Notice)
        addSubject(record.subject);
    addNumbers(record);
    ++m_count;
}

void BlockBuilder::addTexts(const Record &record)
{
    m_sketch.add(record.text);
    m_sketch.add(record.subject);
    // Where the text is an object with which the fields begin, what stands in both has been added: what is around a
    // value there is no part of a word.
    const QByteArrayView fields = record.fields, text = record.text;
    const bool isText = text.size() >= 2 && text.front() == '{' && fields.startsWith(text.chopped(1));
    const char *const added = fields.data() + (isText ? text.size() - 1 : 0);
    FieldScanner scanner(fields);
    while (scanner.next()) {
        FieldScanner::Room room;
        if (!scanner.isPlainValue() || scanner.plainValue().end() > added)
            m_sketch.add(scanner.valueIn(room));
    }
}

void BlockBuilder::addSubject(QByteArrayView subject)
{
    if (const auto found = m_subjects.find(subject); found != m_subjects.end())
        ++found->second;
    else if (m_subjects.size() < mostDifferentSubjects)
        m_subjects.emplace(subject.toByteArray(), 1);
    else
        ++m_block.summary.otherSubjects;
}

void BlockBuilder::addNumbers(const Record &record)
{
    const quint8 at = stretch();
    const size_t subjectHash = NameHash()(record.subject);
    SeriesValues numbers(record, m_meanings);
    while (const SeriesValue *next = numbers.next()) {
        const SeriesValue &number = *next;
        if (std::isnan(number.value) || record.subject.size() + number.field.size() > longestName)
            continue;
        BlockSeries *const found = seriesOf(record, number, subjectHash);
        if (!found)
            continue;
        BlockSeries &series = *found;
        ++series.count;
        series.least = std::min(series.least, number.value);
        series.most = std::max(series.most, number.value);
        series.last = number.value;
        const double difference = number.value - series.first;
        series.sum += difference;
        series.squares += difference * difference;
        if (series.parts.empty() || series.parts.back().at != at)
            series.parts.push_back({at, number.value, number.value});
        series.parts.back().least = std::min(series.parts.back().least, number.value);
        series.parts.back().most = std::max(series.parts.back().most, number.value);
    }
}

/// The series of a number, which may begin with it; null where there are too many.
BlockSeries *BlockBuilder::seriesOf(const Record &record, const SeriesValue &number, size_t subjectHash)
{
    std::vector<BlockSeries> &all = m_block.summary.series;
    size_t hash = NameHash::add(NameHash::add(subjectHash, number.field), number.unit);
    auto found = m_series.find(hash);
    for (; found != m_series.end(); found = m_series.find(++hash)) {
        BlockSeries &series = all[found->second];
        if (series.field == number.field && series.subject == record.subject && series.unit == number.unit)
            return &series;
    }
    if (all.size() >= BlockSummary::mostSeries) {
        m_block.summary.hasMoreSeries = true;
        return nullptr;
    }
    m_series.emplace(hash, all.size());
    BlockSeries &begun = all.emplace_back();
    begun.subject = QByteArrayView(record.subject).toByteArray();
    begun.field = number.field.toByteArray();
    begun.unit = number.unit.toByteArray();
    begun.first = begun.least = begun.most = number.value;
    return &begun;
}

Block BlockBuilder::take()
{
    BlockSummary &summary = m_block.summary;
    for (const auto &[subject, count] : m_subjects)
        summary.subjects.emplace_back(subject, count);
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
