// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <span>
#include <vector>

namespace livebelt {

/// What waits for the disk may take so much memory, in bytes, of all feeds together.
inline constexpr quint64 defaultMemory = 256ull << 20;

/// How much each of several feeds may use, in bytes, given what each uses now: together no more than limit. Half of it
/// is divided evenly, so that each has its part at any time; the other half goes to those who use it. A feed that has
/// more than that leaves it gets less than it uses. Asked for again every moment, it lets one feed that is in need have
/// what the others leave.
std::vector<quint64> memoryShares(quint64 limit, std::span<const quint64> used);

} // namespace livebelt
