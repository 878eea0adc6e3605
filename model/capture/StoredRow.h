// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <optional>
#include <span>
#include <variant>

namespace livebelt {

/// What stands in a column of a row, whatever reads it there.
using StoredValue = std::variant<std::monostate, qint64, double, QByteArray>;

/// Which record a row of a capture of any version is.
struct RecordKey
{
    qint64 feed = 0;
    qint64 seq = 0;
};

/// nullopt where it can be no row of the table "records". values: of its columns, the first one included, which is
/// NULL; id: of the row.
std::optional<RecordKey> recordKey(std::span<const StoredValue> values, qint64 id);
/// The record that it is, where it has a key. blobs: a bit for each column that holds a blob.
Record recordOf(std::span<const StoredValue> values, qint64 id, quint64 blobs);

} // namespace livebelt
