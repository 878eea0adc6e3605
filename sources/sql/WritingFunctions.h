// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlStatement.h"

namespace livebelt {

/// Whether a function, by its name in lower case without its schema, is known to do more than compute and read: it
/// writes files or large objects, takes locks, moves sequences, changes a session, stops others, reaches other servers,
/// loads or runs something, or is handed a query as a text.
bool isWritingFunction(QByteArrayView name, SqlDatabase database);

} // namespace livebelt
