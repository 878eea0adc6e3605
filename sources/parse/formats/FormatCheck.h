// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/formats/LogFormat.h"

#include <QStringList>

namespace livebelt {

/// Reads every sample of a format, and says what is not as its file expects, one sentence each, with the line of the
/// file; so it does for a pattern or a time form that no sample shows, and a sample that would not stay together.
/// json is the format's file.
QStringList checkFormat(const LogFormat &format, const QByteArray &json);

} // namespace livebelt
