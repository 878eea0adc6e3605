// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Parameter.h"

namespace livebelt {

/// The parts of an address that say where, the same for all kinds over HTTP.
inline QList<FeedParameter> httpPlace()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    return {required(parameter(Part::Host, Type::Text, QStringLiteral("host"), QStringLiteral("Server"),
                               QStringLiteral("Name or address of the server."))),
            parameter(Part::Port, Type::Number, QStringLiteral("port"), QStringLiteral("Port"),
                      QStringLiteral("80, or 443 over TLS.")),
            parameter(Part::Path, Type::Text, QStringLiteral("path"), QStringLiteral("Path"),
                      QStringLiteral("What stands behind the server's name, with its query: v1/events?order=desc."))};
}

} // namespace livebelt
