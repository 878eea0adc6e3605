// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// Deletes a capture with all that belongs to it, unless somebody has it open, in this process or another: false then,
/// and where it cannot be deleted.
bool removeCapture(const QString &path);

} // namespace livebelt
