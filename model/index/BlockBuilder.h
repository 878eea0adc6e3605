// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/index/Block.h"
#include "model/index/TextSketch.h"
#include "model/records/KnownMeanings.h"
#include "model/records/SeriesValues.h"

#include <unordered_map>

namespace livebelt {

/// Records in, block out. Keeps its memory for the next block.
class BlockBuilder
{
public:
    /// The next record of the feed; the first one of a block begins it. Nothing of it is kept.
    void add(const Record &record);
    /// How many have been added.
    quint64 count() const { return m_count; }
    /// The block, and an empty builder. Which rows it is in, whoever read them knows.
    Block take();

private:
    quint8 stretch() const { return quint8(m_count * BlockSeries::stretches / blockRecords % BlockSeries::stretches); }
    void addTexts(const Record &record);
    void addSubject(QByteArrayView subject);
    void addNumbers(const Record &record);
    BlockSeries *seriesOf(const Record &record, const SeriesValue &number, size_t subjectHash);

    Block m_block;
    quint64 m_count = 0;
    TextSketch m_sketch;
    KnownMeanings m_meanings;
    std::unordered_map<QByteArray, quint32, NameHash, SameName> m_subjects;
    std::unordered_map<size_t, size_t> m_series; ///< by hash, or one of the next: which of m_block.summary.series
};

} // namespace livebelt
