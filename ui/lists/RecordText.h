// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QString>
#include <QStringList>

namespace livebelt {

/// A record as one line of plain text for the clipboard: time, level, subject, value and text, with tabs between.
/// Control characters and line breaks become visible signs, so that a line is a record.
QString plainRow(const Record &record);

/// What a row shows, part by part: time, level, subject, value, text, and the fields that none of these says.
QStringList rowParts(const Record &record);

/// The same as a sentence to be heard, with the fields that a row shows.
QString spokenRow(const Record &record);

} // namespace livebelt
