// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlError.h"

namespace livebelt {

/// What the driver says went wrong last with a handle of that kind (SQL_HANDLE_...); the class of its SQLSTATE decides
/// what kind of trouble it is.
SqlError odbcError(short kind, void *handle, const SqlAddress &address);

} // namespace livebelt
