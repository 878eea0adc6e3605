// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QByteArray>
#include <array>
#include <map>
#include <optional>
#include <vector>

namespace livebelt {

/// Records of one feed that are summed up together: from seq n * blockRecords + 1 on.
inline constexpr quint64 blockRecords = 4096;

/// Least and greatest.
struct BlockRange
{
    qint64 least = std::numeric_limits<qint64>::max();
    qint64 most = std::numeric_limits<qint64>::min();
    void add(qint64 value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
    }
    friend bool operator==(const BlockRange &, const BlockRange &) = default;
};

/// One series of numbers within a block. NaN is a gap, and counted nowhere.
struct BlockSeries
{
    static constexpr int stretches = 64; ///< equal numbers of records of the block

    struct Stretch
    {
        quint8 at = 0; ///< which one
        double least = 0, most = 0;
        friend bool operator==(const Stretch &, const Stretch &) = default;
    };
    QByteArray subject, field, unit; ///< field is empty for the record's own number
    quint32 count = 0;
    double least = 0, most = 0, first = 0, last = 0; ///< where count > 0
    double sum = 0, squares = 0; ///< of the differences from first: exact where numbers are large and near each other
    std::vector<Stretch> parts;  ///< those that have numbers, in order
    friend bool operator==(const BlockSeries &, const BlockSeries &) = default;
};

/// What is known of a block without its records.
struct BlockSummary
{
    static constexpr quint8 format = 2; ///< of encoded()
    static constexpr size_t mostSubjects = 16;
    static constexpr size_t mostSeries = 256;

    std::array<quint32, 7> levels{};                      ///< records of each Level
    std::array<quint32, 5> kinds{};                       ///< of each RecordKind
    std::vector<BlockRange> times;                        ///< of Record::when() in each of BlockSeries::stretches
    std::vector<std::pair<QByteArray, quint32>> subjects; ///< the most frequent, in that order
    quint32 otherSubjects = 0;                            ///< records with another subject
    std::vector<BlockSeries> series;                      ///< those seen first
    bool hasMoreSeries = false;
    friend bool operator==(const BlockSummary &, const BlockSummary &) = default;

    QByteArray encoded() const;
    /// nullopt where the bytes are none that encoded() gave.
    static std::optional<BlockSummary> decoded(const QByteArray &bytes);
};

/// One row of the index.
struct Block
{
    quint64 firstSeq = 0, lastSeq = 0;
    BlockRange ids;          ///< of the rows in the table of records
    BlockRange received;     ///< microseconds since 1970 UTC
    BlockRange times;        ///< of Record::when()
    quint8 levels = 0;       ///< bit n: some record has the level with that number
    quint8 kinds = 0;        ///< the same of kinds
    quint64 checksum = 0;    ///< of all that the records are
    QByteArray grams, marks; ///< TextSketch of texts, subjects and values of fields
    BlockSummary summary;
};

/// What goes into Block::checksum: the same for the same record wherever it was made.
quint64 checksumOf(const Record &record);

} // namespace livebelt
