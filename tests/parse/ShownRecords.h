// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Record.h"

#include <QByteArrayList>

namespace livebelt::test {

inline constexpr qint64 arrival = 1'700'000'000'000'000;

/// What the items give that came at `arrival` on a feed with that query in its address.
Records parsed(const QString &query, const QByteArrayList &items);

/// A line for each record: what it is, subject = value unit @time "text" {fields}; without a text that is the item.
QByteArray shown(const Records &records, const QByteArray &item = {});

} // namespace livebelt::test
