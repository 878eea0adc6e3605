// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureFailure.h"

namespace livebelt {

class SqliteConnection;

/// "LVBT" in the header of every capture, where file(1) and we look for it (SQLite file format, section 1.3.18).
inline constexpr int captureApplicationId = 0x4c564254;
/// PRAGMA user_version of what this program writes, and the newest it reads.
inline constexpr int captureVersion = 1;

/// Whether the open database is a capture that can be used; a Failure says why not. false: it is still empty.
Result<bool> checkSchema(SqliteConnection &database, const QString &path, CaptureUse use);

/// Makes an empty database a capture, in one transaction. A SQLite result code.
int createSchema(SqliteConnection &database);

} // namespace livebelt
