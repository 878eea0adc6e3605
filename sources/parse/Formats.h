// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/ItemFormat.h"
#include "sources/parse/ParserOptions.h"

#include <memory>

namespace livebelt {

/// The format that options name, which ParserOptions::from() has checked.
std::unique_ptr<ItemFormat> makeFormat(const ParserOptions &options);

} // namespace livebelt
