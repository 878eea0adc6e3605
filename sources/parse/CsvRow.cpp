// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/CsvRow.h"

namespace livebelt {

bool CsvRow::split(QByteArrayView row, char separator)
{
    m_cells.clear();
    m_unquoted.resize(0);
    m_unquoted.reserve(row.size()); // so that nothing in it moves
    qsizetype at = 0;
    while (true) {
        if (at == row.size() || row[at] != '"') {
            qsizetype end = row.indexOf(separator, at);
            if (end < 0)
                end = row.size();
            m_cells.push_back(row.sliced(at, end - at));
            if (end == row.size())
                return true;
            at = end + 1;
            continue;
        }
        const qsizetype start = m_unquoted.size();
        for (++at;; at += 2) {
            const qsizetype quote = row.indexOf('"', at);
            if (quote < 0)
                return false;
            m_unquoted += row.sliced(at, quote - at);
            at = quote;
            if (at + 1 == row.size() || row[at + 1] != '"')
                break;
            m_unquoted += '"';
        }
        qsizetype end = row.indexOf(separator, ++at);
        if (end < 0)
            end = row.size();
        m_unquoted += row.sliced(at, end - at);
        m_cells.push_back(QByteArrayView(m_unquoted).sliced(start));
        if (end == row.size())
            return true;
        at = end + 1;
    }
}

char CsvRow::separatorOf(QByteArrayView row)
{
    int commas = 0, semicolons = 0, tabs = 0, bars = 0;
    bool isQuoted = false;
    for (const char c : row) {
        if (c == '"')
            isQuoted = !isQuoted;
        if (isQuoted)
            continue;
        commas += c == ',';
        semicolons += c == ';';
        tabs += c == '\t';
        bars += c == '|';
    }
    if (tabs > 0)
        return '\t';
    if (semicolons > 0 && commas <= semicolons + 1) // no more than a decimal comma in each cell
        return ';';
    return commas > 0 ? ',' : bars > 0 ? '|' : '\0';
}

} // namespace livebelt
