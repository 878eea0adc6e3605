// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/ArrivalClock.h"
#include "model/records/TextBuilder.h"
#include "sources/sql/RowNames.h"
#include "sources/sql/SqlRow.h"

namespace livebelt {

/// Makes a Record of each row: fields is all its columns, numbers as they were written, bytes in base64, a second one
/// of a name as "name:2"; text is one readable line of those that are not NULL, and raw that line where a text is no
/// UTF-8; subject the column asked for, or else the table. value is the column asked for, or else the only one that
/// holds numbers and is no key (called id or ..._id, the column followed, the subject, the time); time the column asked
/// for, or else the only one that holds points in time. One thread.
class RowRecords
{
public:
    /// A longer cell is cut, in bytes.
    static constexpr qsizetype longestCell = 1 << 20;

    RowRecords(RowNames names, QByteArray table);
    /// Of a query that has begun. Throws SqlError where a name is none of them.
    void setColumns(const SqlColumns &columns);
    /// The row has a cell for each column. Received now, by an ArrivalClock.
    Record record(const SqlRow &row);
    /// The bytes that were cut off the last record.
    qsizetype cut() const { return m_cut; }
    /// The column of that name. Throws SqlError, which says which ones there are.
    static size_t find(const SqlColumns &columns, const QByteArray &name);

private:
    void add(size_t column, const SqlCell &cell);
    void addBytes(size_t column, const SqlCell &cell);
    void addField(size_t column);
    void addName(size_t column);

    const RowNames m_names;
    const QByteArray m_table;
    std::vector<QByteArray> m_jsonNames; ///< "\"name\":"
    std::vector<QByteArray> m_textNames; ///< "name="; nothing for a single column
    size_t m_subject, m_value, m_time;   ///< columns, or none
    TextBuilder m_json, m_text;
    ArrivalClock m_clock;
    bool m_isPlain = true; ///< of the row so far, text is printable ASCII
    qsizetype m_cut = 0;
};

} // namespace livebelt
