// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// Whether a text is one JSON value (RFC 8259), with nothing but space around it, whatever the size of its numbers; not
/// one that is nested deeper than 500 times. Its texts may be no UTF-8.
bool isJson(QByteArrayView text);
bool isJsonObject(QByteArrayView text);

} // namespace livebelt
