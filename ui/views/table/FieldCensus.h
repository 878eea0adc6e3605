// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/KnownMeanings.h"
#include "model/records/Record.h"

#include <QByteArrayList>
#include <QSet>

namespace livebelt {

/// Counts the fields of the first records of a feed, and says which tell the most: those that are nearly always there
/// and not always the same. A value.
class FieldCensus
{
public:
    static constexpr int mostRecords = 200;
    static constexpr int mostChosen = 5;
    static constexpr qsizetype mostFields = 64;

    /// Counts no more than mostRecords.
    void note(const Record &record);
    int noted() const { return m_records; }
    bool isFull() const { return m_records >= mostRecords; }

    /// Of a query all its columns, of anything else up to mostChosen fields; in the order they arrived in.
    QByteArrayList chosen() const;
    /// All that were seen.
    QByteArrayList known() const;

    bool hasRows() const { return m_rows * 2 > m_records; } ///< it is the answer of a query
    bool hasLevels() const { return m_levels > 0; }
    bool hasSubjects() const { return m_subjects.size() > 1 || (m_rows == 0 && !m_subjects.isEmpty()); }
    bool hasValues() const { return m_values > 0; }
    bool hasTexts() const { return m_texts > 0; }

private:
    struct Field
    {
        QByteArray name;
        int count = 0;
        qint64 letters = 0;
        QSet<size_t> values; ///< by hash
        bool isSaid = false; ///< by the time or the level, which have columns of their own
    };
    double worth(const Field &field) const;

    std::vector<Field> m_fields;
    QSet<QByteArray> m_subjects;
    KnownMeanings m_meanings;
    int m_records = 0, m_rows = 0, m_levels = 0, m_values = 0, m_texts = 0;
};

} // namespace livebelt
