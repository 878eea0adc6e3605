// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// A JSON object or array, indented by two spaces; keys, their order and the spelling of numbers stay as they are.
/// nullopt where text is neither, is malformed, or is longer than a mebibyte.
std::optional<QByteArray> prettyJson(const QByteArray &text);

} // namespace livebelt
