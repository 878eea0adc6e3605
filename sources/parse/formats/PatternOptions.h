// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <re2/re2.h>

namespace livebelt {

/// How every pattern of a log format is read.
RE2::Options patternOptions();

} // namespace livebelt
