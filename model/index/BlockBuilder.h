// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/index/Block.h"
#include "model/index/TextSketch.h"
#include "model/records/KnownMeanings.h"

#include <QHash>

namespace livebelt {

/// Records in, block out. Keeps its memory for the next block.
class BlockBuilder
{
public:
    /// The next record of the feed; the first one of a block begins it. id: of its row.
    void add(const Record &record, qint64 id);
    /// How many have been added.
    quint64 count() const { return m_count; }
    /// The block, and an empty builder.
    Block take();

private:
    void addSubject(const QByteArray &subject);
    void addNumbers(const Record &record);

    Block m_block;
    quint64 m_count = 0;
    TextSketch m_sketch;
    KnownMeanings m_meanings;
    QHash<QByteArray, quint32> m_subjects;
    QHash<QByteArray, size_t> m_series; ///< subject, field and unit: which of m_block.summary.series
};

} // namespace livebelt
