// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QByteArrayView>
#include <QString>

namespace livebelt::test {

/// Insists that a record is as Record.h says: valid UTF-8, fields that are one JSON object, a finite value.
void check(const Record &record);

/// Reads the lines of an input as items of that format, and checks what they give. The first byte says which fields are
/// named in the options.
void parseItems(const QString &format, QByteArrayView input);

} // namespace livebelt::test
