// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/Reading.h"

#include <QString>

namespace livebelt {

/// The temperatures that the machine has sensors for, in degrees Celsius: hwmon, and thermal zones where there is no
/// hwmon (Linux' sysfs interface: Documentation/hwmon/sysfs-interface, Documentation/driver-api/thermal). root is
/// "/sys" but in tests.
Readings readTemperatures(const QString &root);

} // namespace livebelt
