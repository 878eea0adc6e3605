// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SeenRows.h"

namespace livebelt {

namespace {

/// For the database, not only letter by letter: 1.0 and 1.00.
bool isSame(const SqlValue &a, const SqlValue &b)
{
    return a == b || (a.isNumber && b.isNumber && a.text.toDouble() == b.text.toDouble());
}

/// FNV-1a: a capture keeps it, so it may not change from one run to the next.
quint64 hashOf(const SqlRow &row)
{
    quint64 hash = 0xcbf29ce484222325;
    const auto take = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3; };
    for (const SqlCell &cell : row) {
        for (const char c : cell.bytes)
            take(static_cast<unsigned char>(c));
        take(cell.isNull ? 0xff : 0xfe); // no byte of UTF-8: a cell ends here
    }
    return hash;
}

} // namespace

void SeenRows::endLook()
{
    const bool wereLookedFor = areKnown();
    for (const auto &[hash, count] : m_expected) {
        if (!wereLookedFor || count == 0)
            continue;
        const auto seen = m_seen.find(hash);
        seen->second -= count;
        m_count -= count;
        if (seen->second == 0)
            m_seen.erase(seen);
    }
    m_expected.clear();
}

bool SeenRows::isNew(const SqlValue &value, const SqlRow &row)
{
    if (!m_hasValue || !isSame(value, m_value)) {
        m_value = value;
        m_hasValue = true;
        m_seen.clear();
        m_expected.clear();
        m_count = 0;
    }
    const quint64 hash = hashOf(row);
    if (const auto expected = m_expected.find(hash); expected != m_expected.end() && expected->second > 0) {
        --expected->second;
        return false;
    }
    if (++m_count <= most)
        ++m_seen[hash];
    return true;
}

std::optional<QByteArray> SeenRows::state() const
{
    if (m_count > mostCarried)
        return std::nullopt;
    QByteArray state;
    for (const auto &[hash, count] : m_seen) {
        for (size_t i = 0; i < count; ++i)
            state += (state.isEmpty() ? "" : ",") + QByteArray::number(hash, 16);
    }
    return state;
}

void SeenRows::restore(const SqlValue &value, QByteArrayView state)
{
    m_value = value;
    m_seen.clear();
    m_expected.clear();
    m_count = 0;
    const QByteArrayList hashes = state.toByteArray().split(',');
    for (const QByteArray &hash : hashes) {
        bool isHash = false;
        const quint64 number = hash.toULongLong(&isHash, 16);
        if (!isHash)
            continue;
        ++m_seen[number];
        ++m_count;
    }
    m_hasValue = m_count > 0;
}

} // namespace livebelt
