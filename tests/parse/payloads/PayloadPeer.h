// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <optional>

namespace livebelt::test {

/// Has peer.py write payloads of a format ("cbor", "msgpack", "sparkplug") by a program of others, reads them by
/// `read`, and has peer.py compare what it gives. Empty where all is the same; else what is not.
QByteArray differences(const char *format, std::optional<QByteArray> (*read)(QByteArrayView));

} // namespace livebelt::test
