// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"

#include <QByteArray>
#include <QStringList>

namespace livebelt {

/// How the payloads of a feed are packed, each for itself: ?decode=gzip|zlib|zstd|lz4.
enum class Packing : quint8 { None, Gzip, Zlib, Zstd, Lz4 };

/// nullopt where there is no such name; "" and "none" are Packing::None.
std::optional<Packing> packingFromName(QStringView name);
QStringList packingNames();

/// The payload unpacked, which has to be there to its end. A Failure says in words what is wrong with it, or that more
/// than `most` bytes would come out of it; memory is bounded by that. Does not throw.
Result<QByteArray> unpackedPayload(Packing packing, QByteArrayView payload, qsizetype most = 16 << 20);

} // namespace livebelt
