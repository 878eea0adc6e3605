// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// Prints how the cost of an item grows: with the length of a stream, with how many are alive, with how many operators
/// it goes through.
void printGrowth();

} // namespace livebelt::bench
