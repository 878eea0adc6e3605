// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlError.h"

struct pg_result;

namespace livebelt {

/// Why libpq could not connect, by what it says.
SqlError connectionError(const QString &message, const SqlAddress &address, bool needsPassword);
/// Why a statement was refused, by the fields of the server's answer.
SqlError statementError(const pg_result *result, const SqlAddress &address);

} // namespace livebelt
