// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/KindBuilder.h"

#include <vector>

namespace livebelt {

/// Of postgresql, mysql, sqlite and odbc.
std::vector<KindBuilder> sqlDescriptions();

} // namespace livebelt
