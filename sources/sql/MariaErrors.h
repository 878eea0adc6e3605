// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlError.h"

struct st_mysql;

namespace livebelt {

/// The last error of a connection, or of the attempt to make it.
SqlError mariaError(st_mysql *connection, const SqlAddress &address);

} // namespace livebelt
