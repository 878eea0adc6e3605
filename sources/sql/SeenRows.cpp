// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SeenRows.h"

#include <QHash>

namespace livebelt {

namespace {

/// For the database, not only letter by letter: 1.0 and 1.00.
bool isSame(const SqlValue &a, const SqlValue &b)
{
    return a == b || (a.isNumber && b.isNumber && a.text.toDouble() == b.text.toDouble());
}

size_t hashOf(const SqlRow &row)
{
    size_t hash = 0;
    for (const SqlCell &cell : row)
        hash = 2 * qHash(cell.bytes, hash) + (cell.isNull ? 1 : 0);
    return hash;
}

} // namespace

bool SeenRows::isNew(const SqlValue &value, const SqlRow &row)
{
    if (m_count == 0 || !isSame(value, m_value)) {
        m_value = value;
        m_seen.clear();
        m_expected.clear();
        m_count = 0;
    }
    const size_t hash = hashOf(row);
    if (const auto expected = m_expected.find(hash); expected != m_expected.end() && expected->second > 0) {
        --expected->second;
        return false;
    }
    if (++m_count <= most)
        ++m_seen[hash];
    return true;
}

} // namespace livebelt
