// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/Sqlite.h"
#include "model/records/Record.h"

namespace livebelt {

/// Binds Record::fields, which is looked at until the statement has run. Where the text, or raw, is a JSON object that
/// the fields begin with, only what follows it is stored, from its last brace on: "}" where there is nothing more, and
/// ',"name":...}' else; as a TEXT behind the text, as a BLOB behind raw.
void bindFields(Statement &statement, int at, const Record &record);

/// The fields of the record that the row has in that column. record: its text and raw have been read.
QByteArray readFields(const Statement &row, int column, const Record &record);

/// The same of what stands there, as a TEXT or a BLOB.
QByteArray wholeFieldsOf(QByteArrayView stored, bool isBlob, const Record &record);

/// The same in SQL, of the columns of the table "records".
inline constexpr const char *wholeFields = R"(CASE
      WHEN substr(fields, 1, 1) IN ('}', ',') THEN substr(text, 1, length(text) - 1) || fields
      WHEN typeof(fields) = 'blob' THEN substr(CAST(raw AS TEXT), 1, length(CAST(raw AS TEXT)) - 1) || CAST(fields AS TEXT)
      ELSE fields END)";

} // namespace livebelt
