// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QStringList>

namespace livebelt {

/// Cuts a command into the program and its arguments, as the quoting rules of POSIX say (Shell Command Language, 2.2):
/// blanks separate words, '…' keeps everything, "…" all but \" \\ \$ \` and a backslash the next character. Nothing is
/// replaced: no variables, no patterns. Fails for a quote that is not closed, and for a word such as | or > that only a
/// shell would understand.
Result<QStringList> commandWords(const QString &command);

} // namespace livebelt
