// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/payloads/JsonText.h"

namespace livebelt {

// What a Sparkplug metric may have besides a plain value. False where the message is not of the format, or too deep.

/// So many levels of templates, or of property sets, may lie in each other.
inline constexpr int deepestSparkplug = 24;

/// An object of names and values; depth: of the sets around it.
bool writeSparkplugProperties(JsonText &json, QByteArrayView message, int depth = 0);
bool writeSparkplugMetaData(JsonText &json, QByteArrayView message);
/// {"columns":[...],"types":[...],"rows":[[...],...]}
bool writeSparkplugDataSet(JsonText &json, QByteArrayView message);

} // namespace livebelt
