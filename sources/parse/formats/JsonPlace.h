// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QVariantList>

namespace livebelt {

/// The line, from 1 on, of a byte in a text.
int lineAt(QByteArrayView text, qsizetype offset);

/// The line on which a value of valid JSON begins, found by its path: names (QByteArray) and positions (int). Where the
/// path leads nowhere, the line of the last value on its way.
int jsonLine(QByteArrayView json, const QVariantList &path);

/// "samples[2].fields.pid", for a person.
QString jsonPathText(const QVariantList &path);

} // namespace livebelt
