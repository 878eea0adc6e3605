// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

namespace livebelt {

/// Records larger than this (bytes, Record::footprint()) are kept cut short in lists.
inline constexpr qsizetype excerptLimit = 16 * 1024;

/// Where the record is too large, leaves its beginning: texts are cut at a character, long fields and raw bytes go.
/// Says whether anything was cut.
bool cutToExcerpt(Record &record);

/// At most bytes bytes of a UTF-8 text, cut between two characters; shares the data where nothing was cut.
QByteArray cutUtf8(const QByteArray &text, qsizetype bytes);

} // namespace livebelt
