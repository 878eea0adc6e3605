// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// One value of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) as a JSON text; nullopt where it
/// is none, has bytes behind it, or is nested deeper than JsonText::deepest. Numbers, bytes and names are written as
/// JsonText.h says. A timestamp is RFC 3339 text; any other extension is {"type":5,"data":"hex"}.
std::optional<QByteArray> messagePackToJson(QByteArrayView payload);

} // namespace livebelt
