// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QString>
#include <systemd/sd-journal.h>

namespace livebelt {

/// The _BOOT_ID that boot stands for: 0 for the newest of the journal, -1 for the one before, 1 for the oldest, or an
/// id. Leaves the journal at no place. May block.
Result<QByteArray> bootId(sd_journal *journal, const QString &boot);

/// Whether bootId() understands it: a number, or an id of 32 hexadecimal digits.
bool isBoot(const QString &boot);

} // namespace livebelt
