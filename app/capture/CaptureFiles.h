// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/OutputPlace.h"

namespace livebelt {

/// Whether a place is the capture at that path or a file that belongs to it, by whatever name or link.
bool isPartOf(const OutputPlace &place, const QString &capture);
/// The same of any capture: writing there would destroy records.
bool isPartOfACapture(const OutputPlace &place);
/// Whether it has, or would have, the name of a file that SQLite or we keep beside a capture.
bool isBesideACapture(const OutputPlace &place);

} // namespace livebelt
