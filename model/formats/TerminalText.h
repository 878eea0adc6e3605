// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/TextBuilder.h"

#include <QByteArrayView>

namespace livebelt {

/// Appends text for a terminal: nothing in it can steer that or turn the reading direction. Control characters are
/// shown as pictures (U+2400...), C1 controls, bidirectional marks (UAX #9) and bytes that are no UTF-8 as U+FFFD.
/// Lines (LF, CR LF) and tabs stay.
void appendForTerminal(TextBuilder &out, QByteArrayView text);

/// The same on one line: line ends are shown, too. For a sentence with names and texts from outside in it.
QByteArray lineForTerminal(QByteArrayView text);

} // namespace livebelt
