// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QDateTime>
#include <QString>

namespace livebelt {

/// A time as systemd.time(7) writes it, in microseconds UTC: "today", "-1h30min", "2 days ago", "2026-11-22 10:15",
/// "10:15", "2026-11-22T10:15:30Z", "@1795342530". Without a zone it is local.
Result<qint64> journalTime(const QString &text, const QDateTime &now);

} // namespace livebelt
