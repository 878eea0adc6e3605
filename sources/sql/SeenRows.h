// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlRow.h"
#include "sources/sql/SqlStatement.h"

#include <optional>
#include <unordered_map>

namespace livebelt {

/// The rows with the greatest value of the column that is followed: each look for new rows gives them again, as another
/// one with the same value may have come, and they are told apart by a hash of all their cells. A plain value.
class SeenRows
{
public:
    /// Of more rows with one value the later ones are not looked for: each look would read them all.
    static constexpr size_t most = 10'000;

    /// Each row of before may come once more.
    void beginLook() { m_expected = m_seen; }
    /// The look has given all rows: one that was not among them is gone, and is new when it comes back.
    void endLook();
    /// Notes a row with that value; whether it is another one than those before.
    bool isNew(const SqlValue &value, const SqlRow &row);
    /// Whether a look has to include the value itself, as all the rows that have it are known here.
    bool areKnown() const { return m_hasValue && m_count <= most; }

    /// The rows with the greatest value, for restore(), the same on every machine; nothing where they are too many to
    /// be carried with each record: then the rows before those are to be gone on from.
    std::optional<QByteArray> state() const;
    /// Goes on with what an earlier run had seen.
    void restore(const SqlValue &value, QByteArrayView state);

private:
    using Counts = std::unordered_map<quint64, size_t>;
    static constexpr size_t mostCarried = 64;

    SqlValue m_value;
    bool m_hasValue = false;
    Counts m_seen; ///< by the hash of a row
    Counts m_expected;
    size_t m_count = 0;
};

} // namespace livebelt
