// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/NetworkOptions.h"
#include "sources/sql/SqlAddress.h"

namespace livebelt {

/// What is wrong with the certificate of a PostgreSQL or MariaDB server, whose libraries say only that they do not
/// trust it: the server is asked once more, in a connection that ends with the handshake. Empty where nothing is found
/// wrong. Blocks for some seconds at most.
QString certificateTrouble(const SqlAddress &address, const NetworkOptions &options);

} // namespace livebelt
