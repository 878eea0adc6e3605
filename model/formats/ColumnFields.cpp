// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ColumnFields.h"

#include "model/records/FieldScanner.h"

namespace livebelt {

ColumnFields::ColumnFields(CsvColumns columns) : m_columns(std::move(columns)), m_cells(m_columns.size())
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].part == CsvColumn::Part::Field)
            m_places.emplace(m_columns[i].field, i);
        m_hasMore = m_hasMore || m_columns[i].part == CsvColumn::Part::More;
    }
}

void ColumnFields::read(const QByteArray &fields)
{
    for (Cell &cell : m_cells)
        cell.isThere = false;
    if (m_places.empty() && !m_hasMore)
        return;
    FieldScanner scanner(fields);
    while (scanner.next()) {
        const QByteArray name = scanner.name();
        const auto place = m_places.find(name);
        if (place != m_places.end() && !m_cells[place->second].isThere) {
            Cell &cell = m_cells[place->second];
            cell.isThere = true;
            cell.isText = scanner.isString();
            cell.unescaped = scanner.isPlainValue() ? QByteArray() : scanner.value();
            cell.value = scanner.isPlainValue() ? scanner.plainValue() : QByteArrayView(cell.unescaped);
        } else if (m_hasMore) {
            scanner.isString() ? m_rest.addText(name, scanner.value()) : m_rest.addJson(name, scanner.plainValue());
        }
    }
    m_more = m_rest.take();
}

} // namespace livebelt
