// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

namespace livebelt {

enum class CaptureUse { Reading, Writing };

/// SQLite's extended result code as a sentence about the capture at path, and what to do about it.
Failure captureFailure(int sqliteCode, const QString &path, CaptureUse use);

/// What open() says of a file that is there but is no capture this program can use.
Failure noDatabase(const QString &path);
Failure noCapture(const QString &path);
/// One whose tables are not what a Livebelt makes: reading it might run something, or never end.
Failure oddCapture(const QString &path, const QString &what);
Failure newerCapture(const QString &path, int version);

} // namespace livebelt
