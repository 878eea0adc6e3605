// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace livebelt {

/// One data item of CBOR (RFC 8949) as a JSON text; nullopt where it is none, has bytes behind it, or is nested deeper
/// than JsonText::deepest. Numbers, bytes and names are written as JsonText.h says.
///
/// undefined is null, other simple values are the text "simple(16)". Of the tags these mean something: 0 (a time as it
/// is written) and 1 (RFC 3339 text, with as many decimals as it has), 2 and 3 (all digits, up to 1,024 bytes), 4 (a
/// decimal number), 5 (a number, where a double holds it). Others are left out, and what they stand before is kept.
std::optional<QByteArray> cborToJson(QByteArrayView payload);

} // namespace livebelt
