// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QHash>
#include <QString>
#include <array>

namespace livebelt {

/// What is there to be filtered by: what was seen in the records of a list, with counts. A value; for completion, and
/// to tell a field that is not there. Bounded: of many names and values those seen first are kept.
class FilterCatalog
{
public:
    static constexpr qsizetype mostNames = 500;
    static constexpr qsizetype mostValues = 200;  ///< of one field
    static constexpr qsizetype longestValue = 64; ///< bytes; a longer one is not offered

    /// What was seen of one field, or of the subjects.
    struct Seen
    {
        quint64 count = 0;                 ///< records that have it
        QHash<QByteArray, quint64> values; ///< UTF-8
    };

    void add(const Record &record);
    /// A feed to be offered behind "feed:".
    void addFeed(const QByteArray &name, quint64 count);

    bool isEmpty() const { return m_records == 0; }
    quint64 records() const { return m_records; }
    bool hasField(const QByteArray &name) const { return m_fields.contains(name); }
    /// Whether some names may be missing here because there are too many.
    bool isCut() const { return m_fields.size() >= mostNames; }
    const QHash<QByteArray, Seen> &fields() const { return m_fields; }
    const Seen &subjects() const { return m_subjects; }
    const Seen &units() const { return m_units; }
    const Seen &feeds() const { return m_feeds; }
    quint64 levelCount(Level level) const { return m_levels.at(size_t(level)); }
    quint64 kindCount(RecordKind kind) const { return m_kinds.at(size_t(kind)); }

private:
    static void count(Seen &seen, QByteArrayView value);

    quint64 m_records = 0;
    QHash<QByteArray, Seen> m_fields;
    Seen m_subjects, m_units, m_feeds;
    std::array<quint64, 7> m_levels{};
    std::array<quint64, 5> m_kinds{};
};

} // namespace livebelt
