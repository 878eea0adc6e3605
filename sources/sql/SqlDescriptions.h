// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedDescription.h"

namespace livebelt {

/// Of postgresql, mysql, sqlite and odbc.
QList<FeedDescription> sqlDescriptions();

} // namespace livebelt
