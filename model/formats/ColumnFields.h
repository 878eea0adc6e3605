// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvColumns.h"
#include "model/records/Fields.h"

#include <unordered_map>

namespace livebelt {

/// The fields of a record by the columns of a table. Keeps its memory from record to record.
class ColumnFields
{
public:
    explicit ColumnFields(CsvColumns columns);
    const CsvColumns &columns() const { return m_columns; }

    /// A field of the record. Refers to what read() was given.
    struct Cell
    {
        QByteArrayView value;
        QByteArray unescaped; ///< what value refers to, where it was escaped
        bool isThere = false, isText = false;
    };
    void read(const QByteArray &fields);
    const Cell &at(size_t column) const { return m_cells[column]; }
    /// Those without a column, a JSON object; empty where there is no column for it.
    const QByteArray &more() const { return m_more; }

private:
    const CsvColumns m_columns;
    std::unordered_map<QByteArray, size_t> m_places; ///< of fields, in m_columns
    std::vector<Cell> m_cells;                       ///< of m_columns
    FieldsBuilder m_rest;
    QByteArray m_more;
    bool m_hasMore = false;
};

} // namespace livebelt
