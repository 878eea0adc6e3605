// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// What a person has sent, so that it stands among the answers.
Record sentRecord(const QByteArray &message, qint64 micros);

} // namespace livebelt
