// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"
#include <livebelt/async/io/Devices.h>

namespace livebelt {

/// The Notice for a line that is no IRC, or was cut off as the connection was lost.
Record quarantinedLine(const async::Line &line);
/// The Notice behind the record of a line that was too long to be kept whole.
Record truncatedLine(const async::Line &line);

} // namespace livebelt
