// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/TextSpan.h"

#include <QString>
#include <vector>

namespace livebelt {

/// Where addresses of the web stand in a text: http:// and https://, without the full stop or bracket behind them. At
/// most 32.
std::vector<TextSpan> linksIn(const QString &text);

/// Where word stands in text by itself, whatever its case. At most 32.
std::vector<TextSpan> wordsIn(const QString &text, const QString &word);

} // namespace livebelt
