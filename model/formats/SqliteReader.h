// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordReader.h"

namespace livebelt {

/// Reads the table "records" of a database that SqliteWriter has made, or another program in the same form: a column
/// that is no part of a record is a field, but where it is NULL. The file is not written, and trusted in nothing.
/// Blocks.
Result<void> readSqlite(const QString &path, const TimeStyle &times, const RecordReader::Visit &visit);

} // namespace livebelt
