// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/CommandTable.h"

namespace livebelt {

/// Takes what an option of its command says; name as in "--to".
Result<void> setOption(Invocation &invocation, const QString &name, const QString &value);

/// Whether all of it goes together. Sets the format and compression that are meant where only a file's name tells.
Result<void> checkInvocation(Invocation &invocation, const CommandDescription &command);

} // namespace livebelt
