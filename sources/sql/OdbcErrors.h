// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlError.h"

namespace livebelt {

/// What the driver says went wrong last with a handle of that kind (SQL_HANDLE_...). The class of its SQLSTATE decides
/// what kind of trouble it is, and isLost: the driver takes the connection for dead.
SqlError odbcError(short kind, void *handle, bool isLost, const SqlAddress &address);

} // namespace livebelt
