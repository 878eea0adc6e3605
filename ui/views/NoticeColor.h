// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QColor>

class QPalette;

namespace livebelt {

/// Of the dot that stands before a Notice: whether it tells of something good or bad.
QColor noticeColor(const Record &record, const QPalette &palette);

} // namespace livebelt
