// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlStatement.h"

#include <QString>

namespace livebelt {

/// Why a statement does more than read, as a sentence; nothing where it only reads. Decided by its tokens, cut in every
/// way the server might cut them: what it begins with, words that write, lock or run something wherever they stand, and
/// the functions of the databases, known by name, that write files, change a session or reach other servers. What a
/// quoted name or a text says is not looked at. A function that somebody has added to a server is not known here: what
/// keeps that from writing are the read-only session and the rights of the user.
QString whyNotReading(QByteArrayView statement, SqlDatabase database);

/// Whether a PRAGMA of SQLite only tells something. hasValue: it is given one, in parentheses or behind an equals sign.
bool isReadingPragma(QByteArrayView name, bool hasValue);

} // namespace livebelt
