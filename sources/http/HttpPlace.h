// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Parameters.h"

namespace livebelt {

/// The parts of an address that say where, the same for all kinds over HTTP.
inline QList<FeedParameter> httpPlace()
{
    return Parameters()
        .host("Server", "Name or address of the server.")
        .required()
        .port("Port", "80, or 443 over TLS.")
        .path("Path", "What stands behind the server's name, with its query: v1/events?order=desc.");
}

} // namespace livebelt
