// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace livebelt {

/// Order of subjects in which everything below "plant/hall1" stands together, right behind it: by bytes, with / before
/// all others. Less than, equal to, or greater than zero.
int compareTopics(QByteArrayView a, QByteArrayView b);

/// Whether topic is that prefix and a / and something: "plant/hall1" is below "plant".
bool isBelow(QByteArrayView topic, QByteArrayView above);

/// The part of topic between from and the next /.
QByteArrayView partOf(QByteArrayView topic, qsizetype from);

} // namespace livebelt
