// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"
#include "sources/feed/NetworkOptions.h"
#include "sources/sql/SqlAddress.h"
#include "sources/sql/SqlClient.h"
#include "sources/sql/SqlInterrupt.h"

#include <memory>

namespace livebelt {

/// The client for the database that the address names. interrupt outlives it.
std::unique_ptr<SqlClient> makeSqlClient(const SqlAddress &address, const Credentials &credentials,
                                         const NetworkOptions &options, SqlInterrupt &interrupt);

} // namespace livebelt
