// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureFailure.h"

namespace livebelt {

class SqliteConnection;

/// "LVBT" in the header of every capture, where file(1) and we look for it (SQLite file format, section 1.3.18).
inline constexpr int captureApplicationId = 0x4c564254;
/// PRAGMA user_version of what this program writes, and the newest it reads.
inline constexpr int captureVersion = 3;

/// The version of the capture that the open database is; a Failure says why it cannot be used: it is none, or its
/// tables are views, virtual or computed, it has triggers, or none of the columns or the index that it needs. 0: it is
/// still empty.
Result<int> checkSchema(SqliteConnection &database, const QString &path, CaptureUse use);

/// Whether a file is empty, or has become a database without any table yet: whoever made it was killed.
bool isBlank(const QString &path);

/// Whether its feeds say what captures before it hold of them; code is SQLITE_ROW where that could be read.
bool hasEarlier(SqliteConnection &database, int &code);

/// Makes an empty database a capture of this version, and one of version 1 one of version 2, in one transaction: that
/// is what is written on as it is. A SQLite result code.
int updateSchema(SqliteConnection &database, int version);
/// What a capture of that version is then.
int versionAfterUpdate(int version);

} // namespace livebelt
