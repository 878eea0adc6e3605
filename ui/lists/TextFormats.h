// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QPalette>
#include <QTextLayout>

namespace livebelt {

/// How a message was written, as formats for its text as visibleText() shows it (keepLines as there), of which length
/// characters are seen. Of kinds of records other than messages there are none. Every colour keeps a contrast of 4.5
/// against what is behind it.
QList<QTextLayout::FormatRange> textFormats(const Record &record, qsizetype length, const QPalette &palette,
                                            const QColor &background, bool keepLines = false);

} // namespace livebelt
