// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/CsvFormat.h"

#include "model/records/Fields.h"
#include "model/records/Quantity.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr int mostLines = 64; // of one row
constexpr qsizetype longestRow = 1 << 20;
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

} // namespace

CsvFormat::CsvFormat(const ParserOptions &options, Accepts accepts) : m_reading(options), m_accepts(accepts)
{
    for (const QString &column : options.columns)
        m_chosenColumns.append(column.toUtf8());
    if (!options.separator.isEmpty())
        m_chosenSeparator = options.separator.toUtf8().front();
    m_names = m_columns = m_chosenColumns;
    m_separator = m_chosenSeparator;
}

void CsvFormat::restart()
{
    m_isFirst = true;
    m_width = 0;
}

QByteArray CsvFormat::takeUnfinished()
{
    m_unfinishedLines = 0;
    return std::exchange(m_unfinished, {});
}

bool CsvFormat::read(const QByteArray &item, Arrival arrival, Records &records)
{
    if (m_unfinishedLines == 0)
        return readRow(m_isFirst && item.startsWith(byteOrderMark) ? item.sliced(3) : item, arrival, records);
    const QByteArray row = m_unfinished + '\n' + item;
    return m_unfinishedLines < mostLines && row.size() <= longestRow && readRow(row, arrival, records);
}

bool CsvFormat::readRow(const QByteArray &row, Arrival arrival, Records &records)
{
    if (row.isEmpty()) // there was a mark and nothing else
        return m_accepts == Accepts::AnyRow;
    if (m_isFirst && m_chosenSeparator == 0)
        m_separator = CsvRow::separatorOf(row);
    const bool isTables = m_accepts == Accepts::Tables;
    if (!m_row.split(row, m_separator ? m_separator : ',')) {
        if (isTables && m_isFirst)
            return false;
        m_unfinished = row;
        ++m_unfinishedLines;
        return true;
    }
    if (isTables && !(m_isFirst ? beginsTable() : m_row.count() == m_width))
        return false;
    takeUnfinished();
    if (!takesHeader())
        makeRecord(row, arrival, records);
    return true;
}

bool CsvFormat::isNumberOrTime(QByteArrayView cell)
{
    return plainQuantity(cell) || m_times.readWhole(cell, 0);
}

/// Whether the row is the first one of a table: numbers and single words, or what fits the header in the line before,
/// which is remembered for that.
bool CsvFormat::beginsTable()
{
    const std::vector<QByteArrayView> &cells = m_row.cells();
    const bool fitsHeader = cells.size() == std::exchange(m_width, 0);
    if (cells.size() < 2)
        return false;
    const bool hasNumber =
        std::any_of(cells.begin(), cells.end(), [this](QByteArrayView cell) { return isNumberOrTime(cell); });
    const bool isTerse = std::all_of(cells.begin(), cells.end(), [this](QByteArrayView cell) {
        return !cell.contains(' ') || isNumberOrTime(cell);
    });
    // "2026-11-30T09:15:02Z<TAB>info<TAB>started" is a line of a log.
    const bool isLog =
        std::any_of(cells.begin(), cells.end(),
                    [](QByteArrayView cell) { // a letter may be a state
                        return cell.size() > 2 && !plainNumber(cell) && levelFromText(cell) != Level::None;
                    }) &&
        std::none_of(cells.begin(), cells.end(), [](QByteArrayView cell) { return plainQuantity(cell); });
    // 09:15:02,417:DEBUG:shop is one, too: the comma stands before milliseconds.
    const bool isCut = isdigit(uchar(cells[1].isEmpty() ? ' ' : cells[1].front())) && m_separator == ',' &&
                       !isNumberOrTime(cells[1]) && m_times.readWhole(cells[0], 0);
    if (hasNumber && !isLog && !isCut && (isTerse || fitsHeader)) {
        if (!fitsHeader)
            m_names = m_columns = m_chosenColumns;
        m_width = cells.size();
        m_isFirst = false;
        return true;
    }
    if (looksLikeNames()) {
        takeNames();
        m_width = cells.size();
    }
    return false;
}

/// Whether the row names the columns, for the first time or again.
bool CsvFormat::takesHeader()
{
    const std::vector<QByteArrayView> &cells = m_row.cells();
    const bool isFirst = std::exchange(m_isFirst, false);
    if (!m_names.isEmpty() &&
        std::equal(cells.begin(), cells.end(), m_names.begin(), m_names.end(),
                   [](QByteArrayView cell, const QByteArray &name) { return cell.trimmed() == name; }))
        return true;
    if (!isFirst || !m_chosenColumns.isEmpty() || m_accepts == Accepts::Tables || !looksLikeNames())
        return false;
    takeNames();
    return true;
}

bool CsvFormat::looksLikeNames()
{
    constexpr qsizetype longestName = 64;
    const std::vector<QByteArrayView> &cells = m_row.cells();
    for (auto cell = cells.begin(); cell != cells.end(); ++cell) {
        const QByteArrayView name = cell->trimmed();
        if (name.isEmpty() || name.size() > longestName || isNumberOrTime(name) || !isValidUtf8(name) ||
            std::find(cells.begin(), cell, *cell) != cell)
            return false;
    }
    return true;
}

void CsvFormat::takeNames()
{
    if (!m_chosenColumns.isEmpty())
        return;
    m_names.clear();
    for (const QByteArrayView cell : m_row.cells())
        m_names.append(cell.trimmed().toByteArray());
    m_columns = m_names;
}

void CsvFormat::makeRecord(const QByteArray &row, Arrival arrival, Records &records)
{
    m_points.resize(0);
    m_points.reserve(row.size()); // so that nothing in it moves
    while (m_columns.size() < qsizetype(m_row.count()))
        m_columns.append(QByteArray::number(m_columns.size() + 1));
    m_reading.clear();
    for (size_t i = 0; i < m_row.count(); ++i) {
        const QByteArrayView cell = m_row.cell(i).trimmed();
        m_reading.addUntyped(m_columns[qsizetype(i)], m_separator == ';' ? withPoint(cell) : cell);
    }
    m_reading.setTimeMayBeFirst();
    m_reading.make(row, arrival, records);
}

QByteArrayView CsvFormat::withPoint(QByteArrayView cell)
{
    const qsizetype comma = cell.indexOf(',');
    if (comma < 0)
        return cell;
    const qsizetype start = m_points.size();
    m_points.append(cell);
    m_points[start + comma] = '.';
    const QByteArrayView number = QByteArrayView(m_points).sliced(start);
    return plainNumber(number) ? number : cell;
}

} // namespace livebelt
