// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// The same work with nothing around it: what the machine and Qt cost at least.
namespace floors {
void pull(int count);       ///< a generator of two handles and symmetric transfer
void slot(int count);       ///< emissions into a plain slot, in bursts
void queuedCall(int count); ///< one queued call at a time
void roundTrip(int count);  ///< one queued call to another thread and one back at a time
} // namespace floors

} // namespace livebelt::bench
